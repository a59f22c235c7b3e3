package encore.reservation;

import encore.reservation.ReservationCommand.ConfirmPayment;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

import static encore.kernel.Examples.NOON;
import static encore.reservation.RejectionReason.HOLD_LOST;
import static encore.reservation.ReservationFixture.ANOTHER_PAYMENT;
import static encore.reservation.ReservationFixture.CANCELLED;
import static encore.reservation.ReservationFixture.EXPIRED;
import static encore.reservation.ReservationFixture.OPENED;
import static encore.reservation.ReservationFixture.PAID;
import static encore.reservation.ReservationFixture.REFUNDED;
import static encore.reservation.ReservationFixture.REJECTED;
import static encore.reservation.ReservationFixture.REQUESTED;
import static encore.reservation.ReservationFixture.rejected;
import static encore.reservation.ReservationFixture.requested;
import static encore.reservation.ReservationFixture.reservation;
import static encore.reservation.SeatFixture.ANNS;
import static encore.reservation.SeatFixture.PAYMENT;
import static encore.reservation.SeatFixture.UNTIL;

class ConfirmPaymentTest {

    private static final ConfirmPayment CONFIRM = new ConfirmPayment(ANNS, PAYMENT);

    private final FixtureConfiguration<Reservation> reservation = reservation();

    @Test
    void a_reservation_that_is_being_paid_becomes_paid() {
        reservation.given(OPENED, REQUESTED).when(CONFIRM).expectEvents(PAID);
    }

    @Test
    void a_payment_that_outlasts_the_hold_still_counts() {
        reservation
                .given(OPENED, REQUESTED)
                .andGivenCurrentTime(UNTIL)
                .when(CONFIRM)
                .expectEvents(PAID);
    }

    @ParameterizedTest
    @MethodSource("whereThisPaymentIsNotUnderWay")
    void a_payment_that_is_not_under_way_confirms_nothing(List<ReservationEvent> history) {
        reservation.given(history).when(CONFIRM).expectNoEvents();
    }

    static Stream<List<ReservationEvent>> whereThisPaymentIsNotUnderWay() {
        return Stream.of(
                List.of(OPENED),
                List.of(OPENED, requested(ANOTHER_PAYMENT, NOON)),
                List.of(OPENED, REQUESTED, PAID),
                List.of(OPENED, REQUESTED, PAID, REFUNDED),
                List.of(OPENED, REQUESTED, REJECTED),
                List.of(OPENED, REQUESTED, REJECTED, requested(ANOTHER_PAYMENT, NOON)),
                List.of(OPENED, REQUESTED, rejected(HOLD_LOST), EXPIRED),
                List.of(OPENED, CANCELLED));
    }
}
