package encore.reservation;

import encore.reservation.SeatCommand.ReleaseSeat;
import encore.reservation.SeatEvent.SeatReleased;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

import static encore.reservation.SeatFixture.A1;
import static encore.reservation.SeatFixture.ANNS;
import static encore.reservation.SeatFixture.BLOCKED;
import static encore.reservation.SeatFixture.HELD_BY_ANN;
import static encore.reservation.SeatFixture.HELD_BY_BOB;
import static encore.reservation.SeatFixture.PLACED;
import static encore.reservation.SeatFixture.RELEASED_BY_ANN;
import static encore.reservation.SeatFixture.SHOW;
import static encore.reservation.SeatFixture.SOLD_TO_ANN;
import static encore.reservation.SeatFixture.SOLD_TO_BOB;
import static encore.reservation.SeatFixture.UNTIL;
import static encore.reservation.SeatFixture.seat;

class ReleaseSeatTest {

    private static final ReleaseSeat ANN_RELEASES = new ReleaseSeat(A1, ANNS, null);

    private final FixtureConfiguration<Seat> seat = seat();

    @Test
    void a_held_seat_is_released_by_its_reservation() {
        seat.given(PLACED, HELD_BY_ANN).when(ANN_RELEASES).expectEvents(RELEASED_BY_ANN);
    }

    @Test
    void a_lapsed_hold_is_released_too_so_that_everybody_sees_it() {
        seat.given(PLACED, HELD_BY_ANN)
                .andGivenCurrentTime(UNTIL)
                .when(ANN_RELEASES)
                .expectEvents(RELEASED_BY_ANN);
    }

    @Test
    void a_seat_is_not_released_by_the_reservation_that_held_it_before() {
        seat.given(PLACED, HELD_BY_ANN, HELD_BY_BOB).when(ANN_RELEASES).expectNoEvents();
    }

    @Test
    void a_seat_is_released_once() {
        seat.given(PLACED, HELD_BY_ANN, RELEASED_BY_ANN).when(ANN_RELEASES).expectNoEvents();
    }

    @Test
    void others_may_have_it_from_the_moment_drawn_for_it() {
        seat.given(PLACED, HELD_BY_ANN)
                .when(new ReleaseSeat(A1, ANNS, UNTIL))
                .expectEvents(new SeatReleased(A1, SHOW, ANNS, UNTIL));
    }

    /** Its reservation was refunded. */
    @Test
    void a_sold_seat_is_released_by_the_reservation_that_bought_it() {
        seat.given(PLACED, HELD_BY_ANN, SOLD_TO_ANN)
                .when(new ReleaseSeat(A1, ANNS, UNTIL))
                .expectEvents(new SeatReleased(A1, SHOW, ANNS, UNTIL));
    }

    @Test
    void a_sold_seat_is_not_released_by_any_other() {
        seat.given(PLACED, HELD_BY_ANN, HELD_BY_BOB, SOLD_TO_BOB)
                .when(ANN_RELEASES)
                .expectNoEvents();
    }

    @Test
    void a_seat_that_the_operator_keeps_is_not_released() {
        seat.given(PLACED, HELD_BY_ANN, RELEASED_BY_ANN, BLOCKED)
                .when(ANN_RELEASES)
                .expectNoEvents();
    }

    @Test
    void a_seat_that_was_never_held_has_nothing_to_release() {
        seat.given(PLACED).when(ANN_RELEASES).expectNoEvents();
    }
}
