package encore.point;

import encore.kernel.PaymentId;
import encore.point.PointAccountCommand.DeductPoint;
import encore.point.PointAccountEvent.PointCharged;
import encore.point.PointAccountEvent.PointDeducted;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DeductPointTest {

    private final FixtureConfiguration<PointAccount> account = account();

    @Test
    void a_payment_takes_its_amount() {
        account.given(charged(100))
                .when(new DeductPoint(ANN, PAYMENT, 30))
                .expectEvents(deducted(30, 70));
    }

    @Test
    void a_balance_may_be_exactly_enough() {
        account.given(charged(100))
                .when(new DeductPoint(ANN, PAYMENT, 100))
                .expectEvents(deducted(100, 0));
    }

    @Test
    void a_balance_one_point_short_is_declined_and_stays() {
        account.given(charged(100))
                .when(new DeductPoint(ANN, PAYMENT, 101))
                .expectEvents(declined(101, 100));
    }

    @Test
    void whoever_never_charged_has_nothing() {
        account.givenNoPriorActivity()
                .when(new DeductPoint(ANN, PAYMENT, 1))
                .expectEvents(declined(1, 0));
    }

    @Test
    void a_second_payment_takes_from_what_the_first_one_left() {
        account.given(charged(100), deducted(60, 40))
                .when(new DeductPoint(ANN, ANOTHER_PAYMENT, 40))
                .expectEvents(new PointDeducted(ANN, ANOTHER_PAYMENT, 40, 0));
    }

    @Test
    void a_deduction_seen_twice_takes_once() {
        account.given(charged(100), deducted(30, 70))
                .when(new DeductPoint(ANN, PAYMENT, 30))
                .expectNoEvents();
    }

    @Test
    void a_declined_payment_stays_declined_though_the_balance_would_do_now() {
        account.given(declined(30, 0), new PointCharged(ANN, ANOTHER_CHARGE, 100, 100))
                .when(new DeductPoint(ANN, PAYMENT, 30))
                .expectNoEvents();
    }

    @Test
    void a_refunded_payment_takes_nothing_again() {
        account.given(charged(100), deducted(30, 70), refunded(30, 100))
                .when(new DeductPoint(ANN, PAYMENT, 30))
                .expectNoEvents();
    }

    @Test
    void a_payment_is_remembered_through_the_999_that_follow_it() {
        account.given(charged(1_001), deducted(1, 1_000))
                .andGiven(IntStream.rangeClosed(2, 1_000)
                        .mapToObj(n ->
                                new PointDeducted(ANN, new PaymentId("payment-" + n), 1, 1_001 - n))
                        .toList())
                .when(new DeductPoint(ANN, PAYMENT, 1))
                .expectNoEvents();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void a_deduction_is_positive(long amount) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeductPoint(ANN, PAYMENT, amount));
    }
}
