package encore.point;

import encore.kernel.PaymentId;
import encore.point.PointAccountCommand.RefundPoint;
import encore.point.PointAccountEvent.PointCharged;
import encore.point.PointAccountEvent.PointDeducted;
import encore.point.PointAccountEvent.PointDeductionDeclined;
import encore.point.PointAccountEvent.PointRefunded;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

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

    private static List<PointAccountEvent> manyMore(
            long balance, BiFunction<PaymentId, Long, List<PointAccountEvent>> payment) {
        return IntStream.rangeClosed(1, 1_001)
                .boxed()
                .flatMap(n -> payment.apply(new PaymentId("another-" + n), balance).stream())
                .toList();
    }

    @Test
    void a_payment_is_given_back_however_many_came_since() {
        account.given(charged(10_000), deducted(30, 9_970))
                .andGiven(IntStream.rangeClosed(1, 1_001)
                        .mapToObj(n ->
                                new PointDeducted(ANN, new PaymentId("another-" + n), 1, 9_970 - n))
                        .toList())
                .when(REFUND)
                .expectEvents(refunded(30, 8_999));
    }

    @Test
    void a_payment_is_given_back_however_many_were_refunded_since() {
        account.given(charged(10_000), deducted(30, 9_970))
                .andGiven(manyMore(
                        9_970,
                        (payment, balance) -> List.of(
                                new PointDeducted(ANN, payment, 1, balance - 1),
                                new PointRefunded(ANN, payment, 1, balance))))
                .when(REFUND)
                .expectEvents(refunded(30, 10_000));
    }

    @Test
    void a_refund_that_is_forgotten_gives_nothing_back_again() {
        account.given(charged(100), deducted(30, 70), refunded(30, 100))
                .andGiven(manyMore(
                        100,
                        (payment, balance) ->
                                List.of(new PointDeductionDeclined(ANN, payment, 500, balance))))
                .when(REFUND)
                .expectNoEvents()
                .expectException(IllegalStateException.class);
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
