package encore.waiting;

import encore.kernel.PaymentId;
import encore.waiting.WaitingTokenCommand.GrantToken;
import encore.waiting.WaitingTokenEvent.TokenExtended;
import encore.waiting.WaitingTokenEvent.TokenGranted;
import encore.waiting.WaitingTokenEvent.TokenRegained;
import encore.waiting.WaitingTokenEvent.TokenSpent;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

import java.time.Instant;

import static encore.kernel.Examples.ANN;
import static encore.kernel.Examples.NOON;
import static encore.waiting.PlaceFixture.FIRST;
import static encore.waiting.PlaceFixture.JOINED;
import static encore.waiting.PlaceFixture.LET_IN;
import static encore.waiting.PlaceFixture.SECOND;
import static encore.waiting.PlaceFixture.UNTIL;
import static encore.waiting.PlaceFixture.over;
import static encore.waiting.PlaceFixture.place;
import static encore.waiting.WaitingTokenCommand.ExpiryReason.PAID;
import static encore.waiting.WaitingTokenCommand.ExpiryReason.TIMED_OUT;

class GrantTokenTest {

    private static final Instant LATER = UNTIL.plusSeconds(1_200);
    private static final GrantToken GRANT = new GrantToken(ANN, SECOND, LATER);

    private static final PaymentId PAYMENT = new PaymentId("payment");

    private final FixtureConfiguration<WaitingToken> place = place();

    @Test
    void who_has_no_token_gets_one() {
        place.givenNoPriorActivity()
                .andGivenCurrentTime(NOON)
                .when(GRANT)
                .expectEvents(new TokenGranted(ANN, SECOND, NOON, NOON, LATER));
    }

    @Test
    void who_waits_is_in_with_the_token_they_have() {
        place.given(JOINED)
                .andGivenCurrentTime(UNTIL)
                .when(GRANT)
                .expectEvents(new TokenGranted(ANN, FIRST, NOON, UNTIL, LATER));
    }

    @Test
    void who_is_inside_stays_longer() {
        place.given(JOINED, LET_IN)
                .andGivenCurrentTime(NOON)
                .when(GRANT)
                .expectEvents(new TokenExtended(ANN, FIRST, LATER));
    }

    @Test
    void who_would_stay_as_long_anyway_gets_nothing() {
        place.given(JOINED, LET_IN)
                .andGivenCurrentTime(NOON)
                .when(new GrantToken(ANN, SECOND, UNTIL))
                .expectNoEvents();
    }

    @Test
    void a_token_that_a_payment_has_spent_does_not_let_in_until_that_has_ended() {
        place.given(JOINED, LET_IN, new TokenSpent(ANN, FIRST, PAYMENT))
                .andGivenCurrentTime(NOON)
                .when(GRANT)
                .expectNoEvents()
                .expectResultMessagePayload(false);
    }

    @Test
    void one_that_is_regained_does() {
        place.given(
                        JOINED,
                        LET_IN,
                        new TokenSpent(ANN, FIRST, PAYMENT),
                        new TokenRegained(ANN, FIRST, PAYMENT))
                .andGivenCurrentTime(NOON)
                .when(GRANT)
                .expectEvents(new TokenExtended(ANN, FIRST, LATER))
                .expectResultMessagePayload(true);
    }

    @Test
    void a_token_that_is_over_is_replaced() {
        place.given(JOINED, LET_IN)
                .andGivenCurrentTime(UNTIL)
                .when(GRANT)
                .expectEvents(
                        over(TIMED_OUT, UNTIL), new TokenGranted(ANN, SECOND, UNTIL, UNTIL, LATER));
    }

    @Test
    void the_same_token_is_not_given_twice() {
        place.given(JOINED, LET_IN, over(PAID, NOON))
                .andGivenCurrentTime(NOON)
                .when(new GrantToken(ANN, FIRST, LATER))
                .expectNoEvents();
    }
}
