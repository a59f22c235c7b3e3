package encore.point;

import encore.point.PointAccountCommand.RefundPoint;
import encore.point.PointAccountEvent.PointCharged;
import encore.point.PointAccountEvent.PointDeducted;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

import static encore.kernel.Examples.ANN;
import static encore.point.AccountFixture.ANOTHER_CHARGE;
import static encore.point.AccountFixture.ANOTHER_PAYMENT;
import static encore.point.AccountFixture.PAYMENT;
import static encore.point.AccountFixture.account;
import static encore.point.AccountFixture.charged;
import static encore.point.AccountFixture.declined;
import static encore.point.AccountFixture.deducted;
import static encore.point.AccountFixture.refunded;
import static encore.point.PointAccountCommand.ChargePoint.MOST;

class RefundPointTest {

    private static final RefundPoint REFUND = new RefundPoint(ANN, PAYMENT);

    private final FixtureConfiguration<PointAccount> account = account();

    @Test
    void a_refund_gives_back_exactly_what_was_taken() {
        account.given(charged(100), deducted(30, 70)).when(REFUND).expectEvents(refunded(30, 100));
    }

    @Test
    void a_refund_gives_back_what_that_payment_took_and_no_other() {
        account.given(
                        charged(100),
                        deducted(30, 70),
                        new PointDeducted(ANN, ANOTHER_PAYMENT, 50, 20))
                .when(REFUND)
                .expectEvents(refunded(30, 50));
    }

    @Test
    void a_refund_is_due_even_where_a_charge_would_exceed_the_limit() {
        account.given(
                        charged(MOST),
                        deducted(30, MOST - 30),
                        new PointCharged(ANN, ANOTHER_CHARGE, 30, MOST))
                .when(REFUND)
                .expectEvents(refunded(30, MOST + 30));
    }

    @Test
    void a_refund_seen_twice_gives_back_once() {
        account.given(charged(100), deducted(30, 70), refunded(30, 100))
                .when(REFUND)
                .expectNoEvents();
    }

    @Test
    void what_was_declined_is_not_given_back() {
        account.given(charged(100), declined(130, 100))
                .when(REFUND)
                .expectException(IllegalStateException.class);
    }

    @Test
    void what_was_never_taken_is_not_given_back() {
        account.given(charged(100)).when(REFUND).expectException(IllegalStateException.class);
    }
}
