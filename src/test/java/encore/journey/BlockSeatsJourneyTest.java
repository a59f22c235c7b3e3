package encore.journey;

import encore.testing.Answer;
import encore.testing.OverHttp;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** House seats: kept from being sold, all that are named or none, and freed again. */
class BlockSeatsJourneyTest extends OverHttp {

    private Answer blocks(String performance, List<String> seats) {
        return shop.operator(
                "POST",
                "/performances/" + performance + "/blocks",
                Map.of("seatIds", seats, "reason", "For the band"));
    }

    private Answer unblocks(String performance, String seat, String query) {
        return shop.operator(
                "DELETE", "/performances/" + performance + "/blocks/" + seat + query, null);
    }

    @Test
    void a_blocked_seat_is_not_sold_until_it_is_freed() {
        var ann = shop.customer("ann");
        var performance = performance(3);
        var two = seats(performance, 2);

        var blocked = blocks(performance, two).is(200);

        assertThat(blocked.text("performanceId")).isEqualTo(performance);
        assertThat(blocked.get("blocked").values()).hasSize(2);
        assertThat(statusOf(ann, two.getFirst())).isEqualTo("BLOCKED");
        ann.reserves(two.getFirst()).isRefused(409, "SEAT_TAKEN");
        blocks(performance, seats(performance, 3)).is(200);
        assertThat(stored("SeatBlocked", "seat:" + two.getFirst())).isEqualTo(1);

        unblocks(performance, two.getFirst(), "?reason=Sold%20out").is(200);
        unblocks(performance, two.getFirst(), "").is(200);
        assertThat(stored("SeatUnblocked", "seat:" + two.getFirst())).isEqualTo(1);
        ann.reserves(two.getFirst()).is(201);
    }

    @Test
    void where_one_is_held_or_sold_none_is_blocked() {
        var ann = shop.customer("ann");
        var performance = performance(3);
        ann.charges(PRICE).is(201);
        var reservation = ann.reserves(seat(performance, 3)).is(201).text("reservationId");
        blocks(performance, seats(performance, 3)).isRefused(409, "SEAT_TAKEN");
        ann.pays(reservation).is(201);
        blocks(performance, seats(performance, 3)).isRefused(409, "SEAT_TAKEN");
        assertThat(statusOf(ann.joins(), seat(performance, 1))).isEqualTo("AVAILABLE");
        assertThat(stored("SeatBlocked", "seat:" + seat(performance, 1))).isZero();
    }

    @Test
    void what_is_no_seat_of_the_performance_is_not_blocked() {
        var performance = performance(2);
        var elsewhere = freeSeat();
        var first = seat(performance, 1);
        blocks(performance, List.of(first, elsewhere)).isRefused(404, "SEAT_NOT_FOUND");
        blocks(performance, List.of(first, "nothing")).isRefused(404, "SEAT_NOT_FOUND");
        blocks("nothing", List.of(first)).isRefused(404, "PERFORMANCE_NOT_FOUND");
        blocks(performance, List.of(first, first)).isRefused(400, "INVALID_REQUEST");
        blocks(performance, List.of()).isRefused(400, "INVALID_REQUEST");
        blocks(
                        performance,
                        IntStream.rangeClosed(1, 1_001).mapToObj(n -> "s" + n).toList())
                .isRefused(400, "INVALID_REQUEST");
        unblocks(performance, elsewhere, "").isRefused(404, "SEAT_NOT_FOUND");
        unblocks(performance, "nothing", "").isRefused(404, "SEAT_NOT_FOUND");
        shop.post(
                        "/performances/" + performance + "/blocks",
                        Map.of("seatIds", List.of(first), "reason", "For the band"),
                        Map.of())
                .isRefused(401, "OPERATOR_REQUIRED");
        assertThat(stored("SeatBlocked", "seat:" + first)).isZero();
    }
}
