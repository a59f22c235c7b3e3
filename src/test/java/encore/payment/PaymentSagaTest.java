package encore.payment;

import encore.point.PointAccountEvent.PointDeducted;
import encore.reservation.SeatCommand.SellSeat;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static encore.kernel.Examples.ANN;
import static encore.kernel.Examples.commands;
import static encore.payment.PaymentFixture.A1;
import static encore.payment.PaymentFixture.ANNS;
import static encore.payment.PaymentFixture.ANOTHER_PAYMENT;
import static encore.payment.PaymentFixture.CONFIRM;
import static encore.payment.PaymentFixture.DECLINED;
import static encore.payment.PaymentFixture.DEDUCT;
import static encore.payment.PaymentFixture.DEDUCTED;
import static encore.payment.PaymentFixture.END_TOKEN;
import static encore.payment.PaymentFixture.PAID_FOR;
import static encore.payment.PaymentFixture.REFUND;
import static encore.payment.PaymentFixture.REFUNDED;
import static encore.payment.PaymentFixture.REQUESTED;
import static encore.payment.PaymentFixture.SEAT_DECLINED;
import static encore.payment.PaymentFixture.SELL;
import static encore.payment.PaymentFixture.SOLD;
import static encore.payment.PaymentFixture.reject;
import static encore.payment.PaymentFixture.rejected;
import static encore.payment.PaymentFixture.requested;
import static encore.reservation.ReservationCommand.RejectionReason.HOLD_LOST;
import static encore.reservation.ReservationCommand.RejectionReason.INSUFFICIENT_POINTS;

class PaymentSagaTest {

    private final SagaTestFixture<PaymentSaga> saga = new SagaTestFixture<>(PaymentSaga.class);

    @BeforeEach
    void begin() {
        saga.registerResource(
                new PaymentProcess(commands(saga.registerCommandGateway(CommandGateway.class))));
    }

    @Test
    void a_payment_begins_by_taking_the_points() {
        saga.givenNoPriorActivity()
                .whenPublishingA(REQUESTED)
                .expectDispatchedCommands(DEDUCT)
                .expectActiveSagas(1);
    }

    @Test
    void a_balance_too_small_rejects_the_payment() {
        saga.givenAPublished(REQUESTED)
                .whenPublishingA(DECLINED)
                .expectDispatchedCommands(reject(INSUFFICIENT_POINTS, 7));
    }

    @Test
    void points_taken_buy_the_seat() {
        saga.givenAPublished(REQUESTED)
                .whenPublishingA(DEDUCTED)
                .expectDispatchedCommands(SELL)
                .expectActiveSagas(1);
    }

    @Test
    void points_are_given_back_when_the_seat_went_to_somebody_else() {
        saga.givenAPublished(REQUESTED)
                .andThenAPublished(DEDUCTED)
                .whenPublishingA(SEAT_DECLINED)
                .expectDispatchedCommands(REFUND)
                .expectActiveSagas(1);
    }

    @Test
    void a_refund_rejects_the_payment_for_its_lost_hold() {
        saga.givenAPublished(REQUESTED)
                .andThenAPublished(DEDUCTED)
                .andThenAPublished(SEAT_DECLINED)
                .whenPublishingA(REFUNDED)
                .expectDispatchedCommands(reject(HOLD_LOST, 100));
    }

    @Test
    void a_sold_seat_confirms_the_payment_and_ends_the_token() {
        saga.givenAPublished(REQUESTED)
                .andThenAPublished(DEDUCTED)
                .whenPublishingA(SOLD)
                .expectDispatchedCommands(CONFIRM, END_TOKEN);
    }

    @Test
    void a_paid_reservation_ends_the_payment() {
        saga.givenAPublished(REQUESTED)
                .andThenAPublished(DEDUCTED)
                .andThenAPublished(SOLD)
                .whenPublishingA(PAID_FOR)
                .expectNoDispatchedCommands()
                .expectActiveSagas(0);
    }

    @Test
    void a_rejection_ends_the_payment() {
        saga.givenAPublished(REQUESTED)
                .andThenAPublished(DECLINED)
                .whenPublishingA(rejected(INSUFFICIENT_POINTS, 7))
                .expectNoDispatchedCommands()
                .expectActiveSagas(0);
    }

    @Test
    void a_request_seen_twice_is_one_payment() {
        saga.givenAPublished(REQUESTED)
                .whenPublishingA(REQUESTED)
                .expectDispatchedCommands(DEDUCT)
                .expectActiveSagas(1);
    }

    @Test
    void a_deduction_seen_twice_asks_for_the_same_seat_with_the_same_payment() {
        saga.givenAPublished(REQUESTED)
                .andThenAPublished(DEDUCTED)
                .whenPublishingA(DEDUCTED)
                .expectDispatchedCommands(SELL);
    }

    @Test
    void a_sale_seen_twice_confirms_the_same_payment() {
        saga.givenAPublished(REQUESTED)
                .andThenAPublished(SOLD)
                .whenPublishingA(SOLD)
                .expectDispatchedCommands(CONFIRM, END_TOKEN);
    }

    @Test
    void nothing_follows_a_payment_that_has_ended() {
        saga.givenAPublished(REQUESTED)
                .andThenAPublished(rejected(HOLD_LOST, 100))
                .whenPublishingA(REFUNDED)
                .expectNoDispatchedCommands()
                .expectActiveSagas(0);
    }

    @Test
    void payments_do_not_mix() {
        saga.givenAPublished(REQUESTED)
                .andThenAPublished(requested(ANOTHER_PAYMENT))
                .whenPublishingA(new PointDeducted(ANN, ANOTHER_PAYMENT, 30, 40))
                .expectDispatchedCommands(new SellSeat(A1, ANNS, ANOTHER_PAYMENT))
                .expectActiveSagas(2);
    }

    @Test
    void a_payment_that_nobody_requested_moves_nothing() {
        saga.givenNoPriorActivity()
                .whenPublishingA(DEDUCTED)
                .expectNoDispatchedCommands()
                .expectActiveSagas(0);
    }
}
