package encore.reservation;

import encore.reservation.ReservationCommand.RejectPayment;
import encore.reservation.ReservationEvent.PaymentRejected;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

import static encore.kernel.Examples.NOON;
import static encore.reservation.RejectionReason.HOLD_LOST;
import static encore.reservation.RejectionReason.INSUFFICIENT_POINTS;
import static encore.reservation.RejectionReason.TOKEN_USED;
import static encore.reservation.ReservationFixture.ANOTHER_PAYMENT;
import static encore.reservation.ReservationFixture.BALANCE;
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

class RejectPaymentTest {

    private final FixtureConfiguration<Reservation> reservation = reservation();

    @Test
    void too_small_a_balance_ends_the_payment_and_not_the_reservation() {
        reservation
                .given(OPENED, REQUESTED)
                .when(reject(INSUFFICIENT_POINTS))
                .expectEvents(rejected(INSUFFICIENT_POINTS));
    }

    @Test
    void a_lost_hold_ends_the_payment_and_the_reservation() {
        reservation
                .given(OPENED, REQUESTED)
                .when(reject(HOLD_LOST))
                .expectEvents(rejected(HOLD_LOST), EXPIRED);
    }

    @Test
    void a_token_that_is_used_up_ends_the_payment_and_not_the_reservation() {
        reservation
                .given(OPENED, REQUESTED)
                .when(new RejectPayment(ANNS, PAYMENT, TOKEN_USED, null))
                .expectEvents(new PaymentRejected(ANNS, PAYMENT, TOKEN_USED, null));
    }

    @ParameterizedTest
    @MethodSource("whereThisPaymentIsNotUnderWay")
    void a_payment_that_is_not_under_way_is_not_rejected(List<ReservationEvent> history) {
        reservation.given(history).when(reject(HOLD_LOST)).expectNoEvents();
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

    private static RejectPayment reject(RejectionReason reason) {
        return new RejectPayment(ANNS, PAYMENT, reason, BALANCE);
    }
}
