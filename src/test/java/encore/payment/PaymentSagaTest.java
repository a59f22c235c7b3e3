package encore.payment;

import encore.kernel.Refused;
import encore.point.PointAccountEvent.PointDeducted;
import encore.reservation.ReservationCommand.SellSeats;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.Map;

import static encore.kernel.Examples.ANN;
import static encore.kernel.Examples.commands;
import static encore.payment.PaymentFixture.A2_DECLINED;
import static encore.payment.PaymentFixture.A2_SOLD;
import static encore.payment.PaymentFixture.ANNS;
import static encore.payment.PaymentFixture.ANOTHER_PAYMENT;
import static encore.payment.PaymentFixture.CONFIRM;
import static encore.payment.PaymentFixture.DECLINED;
import static encore.payment.PaymentFixture.DEDUCT;
import static encore.payment.PaymentFixture.DEDUCTED;
import static encore.payment.PaymentFixture.END_TOKEN;
import static encore.payment.PaymentFixture.PAID_FOR;
import static encore.payment.PaymentFixture.PAYMENT;
import static encore.payment.PaymentFixture.REFUND;
import static encore.payment.PaymentFixture.REFUNDED;
import static encore.payment.PaymentFixture.REGAIN_TOKEN;
import static encore.payment.PaymentFixture.REQUESTED;
import static encore.payment.PaymentFixture.SEAT_DECLINED;
import static encore.payment.PaymentFixture.SELL;
import static encore.payment.PaymentFixture.SOLD;
import static encore.payment.PaymentFixture.SPEND_TOKEN;
import static encore.payment.PaymentFixture.TOKEN_DECLINED;
import static encore.payment.PaymentFixture.reject;
import static encore.payment.PaymentFixture.rejected;
import static encore.payment.PaymentFixture.requested;
import static encore.reservation.RejectionReason.HOLD_LOST;
import static encore.reservation.RejectionReason.INSUFFICIENT_POINTS;
import static encore.reservation.RejectionReason.TOKEN_USED;
import static encore.waiting.WaitingRefusal.TOKEN_INVALID;

class PaymentSagaTest {

    private final SagaTestFixture<PaymentSaga> saga = new SagaTestFixture<>(PaymentSaga.class);

    /** What is answered to a command, or thrown; null to others. */
    private final Map<Object, Object> answers = new HashMap<>();

    @BeforeEach
    void begin() {
        saga.setCallbackBehavior((command, metaData) -> {
            if (answers.get(command) instanceof RuntimeException refused) {
                throw refused;
            }
            return answers.get(command);
        });
        saga.registerResource(
                new PaymentProcess(commands(saga.registerCommandGateway(CommandGateway.class))));
    }

    @Test
    void a_payment_begins_by_spending_the_token_and_taking_the_points() {
        saga.givenNoPriorActivity()
                .whenPublishingA(REQUESTED)
                .expectDispatchedCommands(SPEND_TOKEN, DEDUCT)
                .expectActiveSagas(1);
    }

    @Test
    void a_token_that_can_not_pay_takes_no_points() {
        answers.put(SPEND_TOKEN, false);
        saga.givenNoPriorActivity()
                .whenPublishingA(REQUESTED)
                .expectDispatchedCommands(SPEND_TOKEN)
                .expectActiveSagas(1);
    }

    @Test
    void it_rejects_the_payment() {
        answers.put(SPEND_TOKEN, false);
        saga.givenAPublished(REQUESTED)
                .whenPublishingA(TOKEN_DECLINED)
                .expectDispatchedCommands(reject(TOKEN_USED, null), REGAIN_TOKEN);
    }

    @Test
    void who_was_never_in_the_line_has_no_token_to_spend() {
        answers.put(SPEND_TOKEN, new Refused(TOKEN_INVALID));
        saga.givenNoPriorActivity()
                .whenPublishingA(REQUESTED)
                .expectDispatchedCommands(SPEND_TOKEN, DEDUCT);
    }

    @Test
    void where_there_is_nothing_to_pay_the_seats_are_sold_at_once() {
        saga.givenNoPriorActivity()
                .whenPublishingA(requested(PAYMENT, 0))
                .expectDispatchedCommands(SPEND_TOKEN, SELL);
    }

    @Test
    void nor_is_there_anything_to_give_back() {
        saga.givenAPublished(requested(PAYMENT, 0))
                .whenPublishingA(SEAT_DECLINED)
                .expectDispatchedCommands(reject(HOLD_LOST, null), REGAIN_TOKEN);
    }

    @Test
    void of_several_seats_the_first_one_speaks_for_all() {
        saga.givenAPublished(REQUESTED)
                .andThenAPublished(DEDUCTED)
                .whenPublishingA(A2_SOLD)
                .expectNoDispatchedCommands()
                .expectActiveSagas(1);
    }

    @Test
    void so_it_does_when_they_are_declined() {
        saga.givenAPublished(REQUESTED)
                .andThenAPublished(DEDUCTED)
                .whenPublishingA(A2_DECLINED)
                .expectNoDispatchedCommands()
                .expectActiveSagas(1);
    }

    @Test
    void a_balance_too_small_rejects_the_payment() {
        saga.givenAPublished(REQUESTED)
                .whenPublishingA(DECLINED)
                .expectDispatchedCommands(reject(INSUFFICIENT_POINTS, 7L), REGAIN_TOKEN);
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
                .expectDispatchedCommands(reject(HOLD_LOST, 100L), REGAIN_TOKEN);
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
                .whenPublishingA(rejected(INSUFFICIENT_POINTS, 7L))
                .expectNoDispatchedCommands()
                .expectActiveSagas(0);
    }

    @Test
    void a_request_seen_twice_is_one_payment() {
        saga.givenAPublished(REQUESTED)
                .whenPublishingA(REQUESTED)
                .expectDispatchedCommands(SPEND_TOKEN, DEDUCT)
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
                .andThenAPublished(rejected(HOLD_LOST, 100L))
                .whenPublishingA(REFUNDED)
                .expectNoDispatchedCommands()
                .expectActiveSagas(0);
    }

    @Test
    void payments_do_not_mix() {
        saga.givenAPublished(REQUESTED)
                .andThenAPublished(requested(ANOTHER_PAYMENT))
                .whenPublishingA(new PointDeducted(ANN, ANOTHER_PAYMENT, 30, 40))
                .expectDispatchedCommands(new SellSeats(ANNS, ANOTHER_PAYMENT))
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
