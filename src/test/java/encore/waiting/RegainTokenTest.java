package encore.waiting;

import encore.kernel.PaymentId;
import encore.waiting.WaitingTokenCommand.RegainToken;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

import static encore.kernel.Examples.ANN;
import static encore.kernel.Examples.NOON;
import static encore.waiting.PlaceFixture.DECLINED;
import static encore.waiting.PlaceFixture.FIRST;
import static encore.waiting.PlaceFixture.JOINED;
import static encore.waiting.PlaceFixture.JOINED_AGAIN;
import static encore.waiting.PlaceFixture.LET_IN;
import static encore.waiting.PlaceFixture.PAYMENT;
import static encore.waiting.PlaceFixture.REGAINED;
import static encore.waiting.PlaceFixture.SPENT;
import static encore.waiting.PlaceFixture.over;
import static encore.waiting.PlaceFixture.place;
import static encore.waiting.WaitingTokenCommand.ExpiryReason.LEFT;

class RegainTokenTest {

    private static final RegainToken REGAIN = new RegainToken(ANN, FIRST, PAYMENT);

    private final FixtureConfiguration<WaitingToken> place = place();

    @Test
    void what_a_payment_did_not_buy_can_be_bought_again() {
        place.given(JOINED, LET_IN, SPENT).when(REGAIN).expectEvents(REGAINED);
    }

    @ParameterizedTest
    @MethodSource("whereThisPaymentHasNotSpentIt")
    void what_that_payment_has_not_spent_stays_as_it_is(List<WaitingTokenEvent> history) {
        place.given(history).when(REGAIN).expectNoEvents();
    }

    static Stream<List<WaitingTokenEvent>> whereThisPaymentHasNotSpentIt() {
        return Stream.of(
                List.of(JOINED),
                List.of(JOINED, LET_IN),
                List.of(JOINED, LET_IN, DECLINED),
                List.of(JOINED, LET_IN, SPENT, REGAINED),
                List.of(JOINED, LET_IN, SPENT, over(LEFT, NOON)),
                List.of(JOINED, LET_IN, SPENT, over(LEFT, NOON), JOINED_AGAIN),
                List.of(
                        JOINED,
                        LET_IN,
                        new WaitingTokenEvent.TokenSpent(ANN, FIRST, new PaymentId("another"))));
    }
}
