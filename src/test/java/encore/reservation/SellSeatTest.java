package encore.reservation;

import encore.kernel.PaymentId;
import encore.reservation.SeatCommand.SellSeat;
import encore.reservation.SeatEvent.SeatHeld;
import encore.reservation.SeatEvent.SeatReleased;
import encore.reservation.SeatEvent.SeatSold;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

import static encore.kernel.Examples.ANN;
import static encore.kernel.Examples.NOON;
import static encore.kernel.Examples.justBefore;
import static encore.reservation.SeatFixture.A1;
import static encore.reservation.SeatFixture.ANNS;
import static encore.reservation.SeatFixture.BLOCKED;
import static encore.reservation.SeatFixture.BOBS;
import static encore.reservation.SeatFixture.DECLINED_TO_ANN;
import static encore.reservation.SeatFixture.DOORS_CLOSE;
import static encore.reservation.SeatFixture.HELD_BY_ANN;
import static encore.reservation.SeatFixture.HELD_BY_BOB;
import static encore.reservation.SeatFixture.PAYMENT;
import static encore.reservation.SeatFixture.PLACED;
import static encore.reservation.SeatFixture.RELEASED_BY_ANN;
import static encore.reservation.SeatFixture.RELEASED_BY_BOB;
import static encore.reservation.SeatFixture.SHOW;
import static encore.reservation.SeatFixture.SOLD_TO_ANN;
import static encore.reservation.SeatFixture.SOLD_TO_BOB;
import static encore.reservation.SeatFixture.UNTIL;
import static encore.reservation.SeatFixture.seat;

class SellSeatTest {

    private static final SellSeat SELL_TO_ANN = new SellSeat(A1, ANNS, PAYMENT, true);

    private final FixtureConfiguration<Seat> seat = seat();

    @Test
    void a_held_seat_is_sold_to_its_reservation() {
        seat.given(PLACED, HELD_BY_ANN)
                .andGivenCurrentTime(NOON)
                .when(SELL_TO_ANN)
                .expectEvents(SOLD_TO_ANN);
    }

    @Test
    void a_payment_that_outlasts_its_hold_still_gets_the_seat_if_nobody_took_it() {
        seat.given(PLACED, HELD_BY_ANN)
                .andGivenCurrentTime(UNTIL)
                .when(SELL_TO_ANN)
                .expectEvents(SOLD_TO_ANN);
    }

    @Test
    void a_payment_begun_in_time_gets_the_seat_even_after_the_performance_has_begun() {
        seat.given(PLACED, HELD_BY_ANN)
                .andGivenCurrentTime(DOORS_CLOSE)
                .when(SELL_TO_ANN)
                .expectEvents(SOLD_TO_ANN);
    }

    @Test
    void a_free_seat_is_sold_to_whoever_paid_for_it() {
        seat.given(PLACED, HELD_BY_ANN, RELEASED_BY_ANN)
                .andGivenCurrentTime(NOON)
                .when(SELL_TO_ANN)
                .expectEvents(SOLD_TO_ANN);
    }

    @Test
    void a_seat_held_by_somebody_else_is_declined_to_its_last_millisecond() {
        seat.given(PLACED, HELD_BY_ANN, HELD_BY_BOB)
                .andGivenCurrentTime(justBefore(UNTIL))
                .when(SELL_TO_ANN)
                .expectEvents(DECLINED_TO_ANN);
    }

    /** Its points are given back meanwhile. */
    @Test
    void a_seat_once_declined_stays_so_though_it_is_free_again() {
        seat.given(PLACED, HELD_BY_ANN, HELD_BY_BOB, DECLINED_TO_ANN, RELEASED_BY_BOB)
                .andGivenCurrentTime(NOON)
                .when(SELL_TO_ANN)
                .expectNoEvents();
    }

    @Test
    void declined_to_one_payment_it_may_be_sold_to_the_next() {
        seat.given(PLACED, HELD_BY_ANN, HELD_BY_BOB, DECLINED_TO_ANN, RELEASED_BY_BOB)
                .andGivenCurrentTime(NOON)
                .when(new SellSeat(A1, ANNS, new PaymentId("another"), true))
                .expectEvents(new SeatSold(A1, SHOW, ANNS, new PaymentId("another")));
    }

    @Test
    void to_decline_leaves_the_seat_to_who_holds_it() {
        seat.given(PLACED, HELD_BY_ANN, HELD_BY_BOB, DECLINED_TO_ANN)
                .andGivenCurrentTime(NOON)
                .when(new SellSeat(A1, BOBS, new PaymentId("bobs"), true))
                .expectEvents(new SeatSold(A1, SHOW, BOBS, new PaymentId("bobs")));
    }

    @Test
    void a_lapsed_hold_of_somebody_else_does_not_stop_the_sale() {
        seat.given(PLACED, HELD_BY_ANN, HELD_BY_BOB)
                .andGivenCurrentTime(UNTIL)
                .when(SELL_TO_ANN)
                .expectEvents(SOLD_TO_ANN);
    }

    @Test
    void a_seat_is_not_sold_to_a_second_reservation() {
        seat.given(PLACED, HELD_BY_ANN, HELD_BY_BOB, SOLD_TO_BOB)
                .andGivenCurrentTime(UNTIL)
                .when(SELL_TO_ANN)
                .expectEvents(DECLINED_TO_ANN);
    }

    @Test
    void a_sale_seen_twice_changes_nothing() {
        seat.given(PLACED, HELD_BY_ANN, SOLD_TO_ANN)
                .andGivenCurrentTime(UNTIL)
                .when(SELL_TO_ANN)
                .expectNoEvents();
    }

    @Test
    void a_sold_seat_is_not_sold_again_for_another_payment_of_its_reservation() {
        seat.given(PLACED, HELD_BY_ANN, SOLD_TO_ANN)
                .andGivenCurrentTime(NOON)
                .when(new SellSeat(A1, ANNS, new PaymentId("another"), true))
                .expectNoEvents();
    }

    @Test
    void a_seat_whose_neighbour_went_to_somebody_else_is_declined() {
        seat.given(PLACED, HELD_BY_ANN)
                .andGivenCurrentTime(NOON)
                .when(new SellSeat(A1, ANNS, PAYMENT, false))
                .expectEvents(DECLINED_TO_ANN);
    }

    @Test
    void a_hold_that_lapsed_is_not_lost_before_others_may_have_it() {
        seat.given(PLACED, new SeatHeld(A1, SHOW, ANNS, ANN, NOON, UNTIL))
                .andGivenCurrentTime(NOON)
                .when(SELL_TO_ANN)
                .expectEvents(SOLD_TO_ANN);
    }

    @Test
    void a_seat_given_back_is_not_sold_before_the_moment_drawn_for_it() {
        var released = new SeatReleased(A1, SHOW, ANNS, UNTIL);
        seat.given(PLACED, HELD_BY_ANN, released)
                .andGivenCurrentTime(justBefore(UNTIL))
                .when(SELL_TO_ANN)
                .expectEvents(DECLINED_TO_ANN);
    }

    @Test
    void a_seat_that_the_operator_keeps_is_declined() {
        seat.given(PLACED, HELD_BY_ANN, RELEASED_BY_ANN, BLOCKED)
                .andGivenCurrentTime(NOON)
                .when(SELL_TO_ANN)
                .expectEvents(DECLINED_TO_ANN);
    }
}
