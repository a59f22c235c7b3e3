package encore.journey;

import encore.testing.Answer;
import encore.testing.OverHttp;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Seats of one performance are reserved together, sold together and given back together. */
class SeveralSeatsJourneyTest extends OverHttp {

    private static List<String> shown(Answer reservation) {
        return reservation.get("seats").values().stream()
                .map(seat -> seat.get("seatId").asString() + " "
                        + seat.get("section").asString()
                        + seat.get("row").asInt() + "/" + seat.get("number").asInt() + " "
                        + seat.get("price").asLong())
                .toList();
    }

    /** Two rows of two at 900, and one row of two at 500. */
    private String hall() {
        return shop.schedule(
                        "Two Sections",
                        tomorrow(),
                        List.of(
                                Map.of("name", "Stalls", "rows", 2, "seatsPerRow", 2, "price", 900),
                                Map.of(
                                        "name",
                                        "Balcony",
                                        "rows",
                                        1,
                                        "seatsPerRow",
                                        2,
                                        "price",
                                        500)))
                .is(201)
                .text("performanceId");
    }

    @Test
    void they_are_one_reservation_with_their_places_and_prices() {
        var ann = shop.customer("ann");
        var performance = hall();
        var seats = List.of(performance + "-1-2-1", performance + "-2-1-2");
        var reserved = ann.reserves(seats).is(201);
        assertThat(shown(reserved))
                .containsExactly(seats.get(0) + " Stalls2/1 900", seats.get(1) + " Balcony1/2 500");
        assertThat(reserved.text("seatId")).isEqualTo(seats.getFirst());
        assertThat(reserved.text("performanceId")).isEqualTo(performance);
        assertThat(reserved.number("price")).isEqualTo(1_400);
        assertThat(ann.get("/reservations/" + reserved.text("reservationId"))
                        .is(200)
                        .json())
                .isEqualTo(reserved.json());
        assertThat(seats).allMatch(seat -> statusOf(ann, seat).equals("HELD"));
        assertThat(statusOf(ann, performance + "-1-1-1")).isEqualTo("AVAILABLE");
    }

    @Test
    void they_are_paid_together() {
        var ann = shop.customer("ann");
        var performance = performance(3);
        var reservation = ann.reserves(seats(performance, 2)).is(201).text("reservationId");
        ann.charges(PRICE).is(201);
        assertThat(ann.pays(reservation).isRefused(402, "INSUFFICIENT_POINTS").number("required"))
                .isEqualTo(2 * PRICE);
        ann.charges(PRICE + 5).is(201);
        var paid = ann.pays(reservation).is(201);
        assertThat(paid.number("amount")).isEqualTo(2 * PRICE);
        assertThat(paid.number("balance")).isEqualTo(5);
        ann.joins();
        for (var seat : seats(performance, 2)) {
            assertThat(statusOf(ann, seat)).isEqualTo("SOLD");
            assertThat(stored("SeatSold", "seat:" + seat)).isEqualTo(1);
        }
    }

    @Test
    void they_are_given_back_together() {
        var ann = shop.customer("ann");
        var performance = performance(3);
        var all = seats(performance, 3);
        ann.cancels(ann.reserves(all).is(201).text("reservationId")).is(204);
        assertThat(all).allMatch(seat -> statusOf(ann, seat).equals("AVAILABLE"));
        shop.customer("bob").reserves(all).is(201);
    }

    @Test
    void all_or_none() {
        var ann = shop.customer("ann");
        var performance = performance(3);
        shop.customer("bob").reserves(seat(performance, 2)).is(201);
        ann.reserves(seats(performance, 3)).isRefused(409, "SEAT_TAKEN");
        for (var seat : List.of(seat(performance, 1), seat(performance, 3))) {
            assertThat(statusOf(ann, seat)).isEqualTo("AVAILABLE");
            assertThat(stored("SeatHeld", "seat:" + seat)).isZero();
        }
        assertThat(stored("AllowanceTaken", "allowance:" + performance + "/" + ann.name()))
                .isZero();
        assertThat(stored("TokenExtended", "waiting:" + ann.name())).isZero();
        assertThat(ann.get("/reservations").is(200).get("reservations")).isEmpty();
    }

    @Test
    void of_two_performances_none() {
        var ann = shop.customer("ann");
        var seats = List.of(freeSeat(), freeSeat());
        ann.reserves(seats).isRefused(400, "SEATS_OF_TWO_PERFORMANCES");
        assertThat(seats).allMatch(seat -> stored("SeatHeld", "seat:" + seat) == 0);
    }

    @Test
    void one_that_is_nowhere_and_the_others_stay_free() {
        var ann = shop.customer("ann");
        var seat = freeSeat();
        ann.reserves(List.of(seat, "nowhere")).isRefused(404, "SEAT_NOT_FOUND");
        assertThat(stored("SeatHeld", "seat:" + seat)).isZero();
    }

    @Test
    void one_to_eight_and_none_twice() {
        var ann = shop.customer("ann");
        var seat = freeSeat();
        for (var seats : List.of(
                List.<String>of(),
                List.of(seat, seat),
                IntStream.range(0, 9).mapToObj(n -> "seat" + n).toList())) {
            ann.reserves(seats).isRefused(400, "INVALID_REQUEST");
        }
        ann.post("/reservations", Map.of("seatId", seat, "seatIds", List.of(seat)))
                .isRefused(400, "INVALID_REQUEST");
        ann.post("/reservations", Map.of()).isRefused(400, "INVALID_REQUEST");
        assertThat(stored("SeatHeld", "seat:" + seat)).isZero();
    }

    @Test
    void who_asks_for_some_they_hold_gets_the_reservation_they_have() {
        var ann = shop.customer("ann");
        var performance = performance(3);
        var first = ann.reserves(seats(performance, 2)).is(201);
        assertThat(ann.reserves(seats(performance, 2)).is(200).json()).isEqualTo(first.json());
        ann.reserves(seats(performance, 3)).isRefused(409, "SEAT_TAKEN");
    }
}
