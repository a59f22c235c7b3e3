package encore.reservation;

import encore.reservation.ReservationCommand.SellSeats;
import encore.reservation.ReservationEvent.PaymentRequested;
import encore.reservation.SeatEvent.SeatDeclined;
import encore.reservation.SeatEvent.SeatHeld;
import encore.reservation.SeatEvent.SeatReleased;
import encore.reservation.SeatEvent.SeatSold;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import static encore.kernel.Examples.ANN;
import static encore.kernel.Examples.BOB;
import static encore.kernel.Examples.NOON;
import static encore.reservation.OpeningFixture.BOTH_OPENED;
import static encore.reservation.ReservationFixture.ANOTHER_PAYMENT;
import static encore.reservation.ReservationFixture.CANCELLED;
import static encore.reservation.ReservationFixture.PAID;
import static encore.reservation.ReservationFixture.REJECTED;
import static encore.reservation.ReservationFixture.TOKEN;
import static encore.reservation.ReservationFixture.requested;
import static encore.reservation.ReservationFixture.reservation;
import static encore.reservation.SeatFixture.A1;
import static encore.reservation.SeatFixture.A2;
import static encore.reservation.SeatFixture.ANNS;
import static encore.reservation.SeatFixture.BOBS;
import static encore.reservation.SeatFixture.DECLINED_TO_ANN;
import static encore.reservation.SeatFixture.HELD_BY_ANN;
import static encore.reservation.SeatFixture.PAYMENT;
import static encore.reservation.SeatFixture.PLACED;
import static encore.reservation.SeatFixture.PLACED_A2;
import static encore.reservation.SeatFixture.SHOW;
import static encore.reservation.SeatFixture.SOLD_TO_ANN;
import static encore.reservation.SeatFixture.UNTIL;
import static org.assertj.core.api.Assertions.assertThat;

/** The seats of a reservation are sold together, or none of them is. */
class SellSeatsTest {

    private static final SellSeats SELL = new SellSeats(ANNS, PAYMENT);
    private static final PaymentRequested BOTH_REQUESTED = new PaymentRequested(
            ANNS, PAYMENT, ANN, TOKEN, List.of(A1, A2), BOTH_OPENED.price(), NOON);
    private static final SeatHeld A2_HELD = new SeatHeld(A2, SHOW, ANNS, ANN, UNTIL, UNTIL);
    private static final SeatHeld A2_HELD_BY_BOB =
            new SeatHeld(A2, SHOW, BOBS, BOB, UNTIL.plusSeconds(60), UNTIL.plusSeconds(60));
    private static final SeatSold A2_SOLD = new SeatSold(A2, SHOW, ANNS, PAYMENT);
    private static final SeatDeclined A2_DECLINED = new SeatDeclined(A2, SHOW, ANNS, PAYMENT);

    private final SeatFixture.Beside beside = new SeatFixture.Beside();
    private final FixtureConfiguration<Reservation> reservation = reservation(beside);

    private void sell(Instant now) {
        reservation
                .given(BOTH_OPENED, BOTH_REQUESTED)
                .andGivenCurrentTime(now)
                .when(SELL)
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    private List<Object> last(SeatId seat, int count) {
        var all = beside.eventsOf(seat);
        return all.subList(all.size() - count, all.size());
    }

    @Test
    void all_are_sold() {
        beside.given(PLACED, HELD_BY_ANN, PLACED_A2, A2_HELD);
        sell(NOON);
        assertThat(beside.eventsOf(A1)).containsExactly(PLACED, HELD_BY_ANN, SOLD_TO_ANN);
        assertThat(beside.eventsOf(A2)).containsExactly(PLACED_A2, A2_HELD, A2_SOLD);
    }

    @Test
    void past_their_hold_too_while_nobody_has_taken_one() {
        beside.given(PLACED, HELD_BY_ANN, PLACED_A2, A2_HELD);
        sell(UNTIL);
        assertThat(last(A1, 1)).containsExactly(SOLD_TO_ANN);
        assertThat(last(A2, 1)).containsExactly(A2_SOLD);
    }

    @Test
    void when_one_went_to_somebody_else_all_are_declined() {
        beside.given(PLACED, HELD_BY_ANN, PLACED_A2, A2_HELD, A2_HELD_BY_BOB);
        sell(UNTIL);
        assertThat(last(A1, 1)).containsExactly(DECLINED_TO_ANN);
        assertThat(last(A2, 1)).containsExactly(A2_DECLINED);
    }

    @Test
    void sold_is_sold_when_asked_again() {
        beside.given(PLACED, HELD_BY_ANN, SOLD_TO_ANN, PLACED_A2, A2_HELD, A2_SOLD);
        sell(UNTIL);
        assertThat(beside.eventsOf(A1)).hasSize(3);
        assertThat(beside.eventsOf(A2)).hasSize(3);
    }

    @Test
    void declined_is_declined_though_both_are_free_by_now() {
        beside.given(PLACED, HELD_BY_ANN, DECLINED_TO_ANN);
        beside.given(PLACED_A2, A2_HELD, A2_HELD_BY_BOB, A2_DECLINED);
        beside.given(new SeatReleased(A2, SHOW, BOBS, null));
        sell(UNTIL);
        assertThat(beside.eventsOf(A1)).hasSize(3);
        assertThat(beside.eventsOf(A2)).hasSize(5);
    }

    @ParameterizedTest
    @MethodSource("whereThisPaymentIsNotUnderWay")
    void nothing_is_sold_for_a_payment_that_is_not_under_way(List<ReservationEvent> history) {
        beside.given(PLACED, HELD_BY_ANN, PLACED_A2, A2_HELD);
        reservation.given(history).andGivenCurrentTime(NOON).when(SELL).expectNoEvents();
        assertThat(beside.eventsOf(A1)).hasSize(2);
        assertThat(beside.eventsOf(A2)).hasSize(2);
    }

    static Stream<List<ReservationEvent>> whereThisPaymentIsNotUnderWay() {
        return Stream.of(
                List.of(BOTH_OPENED),
                List.of(BOTH_OPENED, requested(ANOTHER_PAYMENT, NOON)),
                List.of(BOTH_OPENED, BOTH_REQUESTED, REJECTED),
                List.of(BOTH_OPENED, BOTH_REQUESTED, PAID),
                List.of(BOTH_OPENED, CANCELLED));
    }
}
