package encore.journey;

import encore.testing.OverHttp;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

/** Diagram "좌석 예약 요청" (reserve a seat). */
class ReserveSeatJourneyTest extends OverHttp {

    @Test
    void a_free_seat_is_held_for_five_minutes_and_the_caller_sees_it() {
        var ann = shop.customer("ann");
        var performance = performance(2);
        var seat = seat(performance, 1);
        var before = clock.instant();
        var reserved = ann.reserves(seat).is(201);
        assertThat(reserved.text("userId")).isEqualTo(ann.name());
        assertThat(reserved.text("performanceId")).isEqualTo(performance);
        assertThat(reserved.text("seatId")).isEqualTo(seat);
        assertThat(reserved.number("price")).isEqualTo(PRICE);
        assertThat(reserved.text("status")).isEqualTo("PENDING");
        assertThat(Duration.between(before, Instant.parse(reserved.text("holdExpiresAt"))))
                .isBetween(Duration.ofMinutes(5), Duration.ofMinutes(5).plusSeconds(10));
        var location = reserved.header("Location");
        assertThat(location).isEqualTo("/api/v1/reservations/" + reserved.text("reservationId"));
        assertThat(ann.get(location.replace("/api/v1", "")).is(200).json())
                .isEqualTo(reserved.json());
        assertThat(statusOf(ann, seat)).isEqualTo("HELD");
        assertThat(statusOf(ann, seat(performance, 2))).isEqualTo("AVAILABLE");
    }

    @Test
    void a_held_seat_refuses_everybody_else() {
        var ann = shop.customer("ann");
        var seat = freeSeat();
        ann.reserves(seat).is(201);
        shop.customer("bob").reserves(seat).isRefused(409, "SEAT_TAKEN");
    }

    @Test
    void who_asks_for_a_seat_they_hold_gets_the_reservation_they_have() {
        var ann = shop.customer("ann");
        var seat = freeSeat();
        var first = ann.reserves(seat).is(201);
        clock.forward(Duration.ofMinutes(1));
        var again = ann.reserves(seat).is(200);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(stored("SeatHeld", "seat:" + seat)).isEqualTo(1);
    }

    @Test
    void a_sold_seat_refuses_everybody_for_good() {
        var ann = shop.customer("ann");
        var seat = freeSeat();
        ann.charges(PRICE).is(201);
        ann.pays(ann.reserves(seat).is(201).text("reservationId")).is(201);
        clock.forward(Duration.ofMinutes(6));
        shop.customer("bob").reserves(seat).isRefused(409, "SEAT_TAKEN");
    }

    @Test
    void a_lapsed_hold_blocks_nobody() {
        var ann = shop.customer("ann");
        var seat = freeSeat();
        var reservation = ann.reserves(seat).is(201).text("reservationId");
        clock.forward(Duration.ofMinutes(5));
        var bob = shop.customer("bob");
        assertThat(statusOf(bob, seat)).isEqualTo("AVAILABLE");
        bob.reserves(seat).is(201);
        eventually(() -> ann.get("/reservations/" + reservation).text("status").equals("EXPIRED"));
        assertThat(statusOf(bob, seat)).isEqualTo("HELD");
    }

    @Test
    void a_cancelled_reservation_frees_the_seat_at_once() {
        var ann = shop.customer("ann");
        var bob = shop.customer("bob");
        var seat = freeSeat();
        var reservation = ann.reserves(seat).is(201).text("reservationId");
        bob.cancels(reservation).isRefused(403, "NOT_RESERVATION_OWNER");
        ann.cancels(reservation).is(204);
        assertThat(ann.get("/reservations/" + reservation).text("status")).isEqualTo("CANCELLED");
        assertThat(statusOf(bob, seat)).isEqualTo("AVAILABLE");
        bob.reserves(seat).is(201);
        ann.cancels(reservation).is(204);
        assertThat(statusOf(bob, seat)).isEqualTo("HELD");
    }

    @Test
    void a_paid_reservation_is_not_cancelled() {
        var ann = shop.customer("ann");
        ann.charges(PRICE).is(201);
        var reservation = ann.reserves(freeSeat()).is(201).text("reservationId");
        ann.pays(reservation).is(201);
        ann.joins().cancels(reservation).isRefused(409, "RESERVATION_PAID");
    }

    @Test
    void an_unknown_seat() {
        shop.customer("ann").reserves("no-such-seat").isRefused(404, "SEAT_NOT_FOUND");
    }

    @Test
    void a_performance_that_has_begun_is_closed() {
        var performance = shop.schedule(
                        "Soon", 1, PRICE, clock.instant().plus(Duration.ofMinutes(2)))
                .is(201)
                .text("performanceId");
        clock.forward(Duration.ofMinutes(2));
        shop.customer("ann").reserves(seat(performance, 1)).isRefused(409, "PERFORMANCE_CLOSED");
    }

    @Test
    void a_reservation_is_its_owners_alone() {
        var ann = shop.customer("ann");
        var reservation = ann.reserves(freeSeat()).is(201).text("reservationId");
        shop.customer("bob")
                .get("/reservations/" + reservation)
                .isRefused(403, "NOT_RESERVATION_OWNER");
        ann.get("/reservations/none").isRefused(404, "RESERVATION_NOT_FOUND");
        ann.cancels("none").isRefused(404, "RESERVATION_NOT_FOUND");
    }
}
