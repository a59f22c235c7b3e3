package encore.point;

import encore.point.PointAccountCommand.ChargePoint;
import encore.point.PointAccountEvent.PointCharged;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.stream.IntStream;

import static encore.kernel.Examples.ANN;
import static encore.kernel.Examples.refused;
import static encore.point.AccountFixture.ANOTHER_CHARGE;
import static encore.point.AccountFixture.CHARGE;
import static encore.point.AccountFixture.account;
import static encore.point.AccountFixture.charged;
import static encore.point.AccountFixture.deducted;
import static encore.point.AccountFixture.refunded;
import static encore.point.PointAccountCommand.ChargePoint.MOST;
import static encore.point.PointRefusal.BALANCE_LIMIT;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ChargePointTest {

    private final FixtureConfiguration<PointAccount> account = account();

    @Test
    void the_first_charge_opens_the_account() {
        account.givenNoPriorActivity()
                .when(new ChargePoint(ANN, CHARGE, 1))
                .expectEvents(new PointCharged(ANN, CHARGE, 1, 1))
                .expectResultMessagePayload(1L);
    }

    @Test
    void a_charge_adds_to_the_balance() {
        account.given(charged(100), deducted(30, 70))
                .when(new ChargePoint(ANN, ANOTHER_CHARGE, 50))
                .expectEvents(new PointCharged(ANN, ANOTHER_CHARGE, 50, 120))
                .expectResultMessagePayload(120L);
    }

    @Test
    void a_charge_seen_twice_changes_nothing() {
        account.given(charged(100), deducted(30, 70))
                .when(new ChargePoint(ANN, CHARGE, 100))
                .expectNoEvents()
                .expectResultMessagePayload(70L);
    }

    @Test
    void a_charge_seen_twice_is_not_refused_at_the_limit() {
        account.given(charged(MOST))
                .when(new ChargePoint(ANN, CHARGE, MOST))
                .expectNoEvents()
                .expectResultMessagePayload(MOST);
    }

    @Test
    void a_charge_is_remembered_through_the_999_that_follow_it() {
        account.given(charged(1))
                .andGiven(IntStream.rangeClosed(2, 1_000)
                        .mapToObj(n -> new PointCharged(ANN, new ChargeId("charge-" + n), 1, n))
                        .toList())
                .when(new ChargePoint(ANN, CHARGE, 1))
                .expectNoEvents();
    }

    @Test
    void a_balance_may_reach_the_limit_exactly() {
        account.given(charged(MOST - 1))
                .when(new ChargePoint(ANN, ANOTHER_CHARGE, 1))
                .expectEvents(new PointCharged(ANN, ANOTHER_CHARGE, 1, MOST));
    }

    @Test
    void a_balance_never_exceeds_the_limit_by_a_single_point() {
        account.given(charged(MOST - 1))
                .when(new ChargePoint(ANN, ANOTHER_CHARGE, 2))
                .expectException(refused(BALANCE_LIMIT, "balance", MOST - 1));
    }

    @Test
    void a_balance_that_a_refund_put_above_the_limit_takes_no_charge() {
        account.given(refunded(30, MOST + 30))
                .when(new ChargePoint(ANN, CHARGE, 1))
                .expectException(refused(BALANCE_LIMIT, "balance", MOST + 30));
    }

    @Test
    void a_first_charge_has_the_same_limit() {
        account.givenNoPriorActivity()
                .when(new ChargePoint(ANN, CHARGE, MOST + 1))
                .expectException(refused(BALANCE_LIMIT, "balance", 0L));
    }

    @Test
    void a_balance_never_overflows() {
        account.given(charged(1))
                .when(new ChargePoint(ANN, ANOTHER_CHARGE, Long.MAX_VALUE))
                .expectException(refused(BALANCE_LIMIT, "balance", 1L));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void a_charge_is_positive(long amount) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ChargePoint(ANN, CHARGE, amount));
    }
}
