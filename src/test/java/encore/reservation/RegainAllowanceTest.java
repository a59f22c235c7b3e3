package encore.reservation;

import encore.reservation.AllowanceCommand.RegainAllowance;
import encore.reservation.AllowanceEvent.AllowanceSpent;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

import static encore.kernel.Examples.ANN;
import static encore.reservation.AllowanceFixture.ANNS_ALLOWANCE;
import static encore.reservation.AllowanceFixture.FIRST;
import static encore.reservation.AllowanceFixture.SECOND;
import static encore.reservation.AllowanceFixture.allowance;
import static encore.reservation.AllowanceFixture.returned;
import static encore.reservation.AllowanceFixture.spent;
import static encore.reservation.AllowanceFixture.taken;
import static encore.reservation.ReservationFixture.ANOTHER_PAYMENT;
import static encore.reservation.SeatFixture.PAYMENT;
import static encore.reservation.SeatFixture.SHOW;
import static encore.reservation.SeatFixture.UNTIL;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

class RegainAllowanceTest {

    private static final RegainAllowance ANN_REGAINS =
            new RegainAllowance(ANNS_ALLOWANCE, FIRST, PAYMENT, UNTIL);

    private final FixtureConfiguration<Allowance> allowance = allowance();

    @Test
    void what_a_payment_did_not_buy_counts_until_its_hold_is_over() {
        allowance
                .given(taken(FIRST), spent(FIRST))
                .when(ANN_REGAINS)
                .expectEvents(taken(FIRST, UNTIL));
    }

    @Test
    void it_counts_for_as_many_seats_as_before() {
        allowance
                .given(taken(FIRST, 2, UNTIL), spent(FIRST))
                .when(ANN_REGAINS)
                .expectEvents(taken(FIRST, 2, UNTIL));
    }

    @ParameterizedTest
    @MethodSource("whatDoesNotCountForThisPayment")
    void what_does_not_count_for_that_payment_stays_as_it_is(List<AllowanceEvent> history) {
        allowance.given(history).when(ANN_REGAINS).expectNoEvents();
    }

    static Stream<?> whatDoesNotCountForThisPayment() {
        return Stream.of(
                argumentSet("regained already", List.of(taken(FIRST), spent(FIRST), taken(FIRST))),
                argumentSet(
                        "given up meanwhile", List.of(taken(FIRST), spent(FIRST), returned(FIRST))),
                argumentSet(
                        "being paid again",
                        List.of(
                                taken(FIRST),
                                spent(FIRST),
                                new AllowanceSpent(ANN, SHOW, FIRST, ANOTHER_PAYMENT))),
                argumentSet("never counted", List.of(taken(SECOND))));
    }
}
