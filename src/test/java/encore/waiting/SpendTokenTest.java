package encore.waiting;

import encore.kernel.PaymentId;
import encore.waiting.WaitingTokenCommand.SpendToken;
import encore.waiting.WaitingTokenEvent.TokenDeclined;
import encore.waiting.WaitingTokenEvent.TokenRegained;
import encore.waiting.WaitingTokenEvent.TokenSpent;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static encore.kernel.Examples.ANN;
import static encore.kernel.Examples.NOON;
import static encore.waiting.PlaceFixture.DECLINED;
import static encore.waiting.PlaceFixture.FIRST;
import static encore.waiting.PlaceFixture.JOINED;
import static encore.waiting.PlaceFixture.JOINED_AGAIN;
import static encore.waiting.PlaceFixture.LET_IN;
import static encore.waiting.PlaceFixture.PAYMENT;
import static encore.waiting.PlaceFixture.REGAINED;
import static encore.waiting.PlaceFixture.SECOND;
import static encore.waiting.PlaceFixture.SPENT;
import static encore.waiting.PlaceFixture.UNTIL;
import static encore.waiting.PlaceFixture.over;
import static encore.waiting.PlaceFixture.place;
import static encore.waiting.WaitingTokenCommand.ExpiryReason.LEFT;
import static encore.waiting.WaitingTokenCommand.ExpiryReason.PAID;

/** A token buys once. */
class SpendTokenTest {

    private static final SpendToken SPEND = new SpendToken(ANN, FIRST, PAYMENT);
    private static final PaymentId ANOTHER = new PaymentId("another");

    private final FixtureConfiguration<WaitingToken> place = place();

    @Test
    void an_active_token_pays() {
        place.given(JOINED, LET_IN)
                .when(SPEND)
                .expectEvents(SPENT)
                .expectResultMessagePayload(true);
    }

    /** The payment was begun in time. */
    @Test
    void past_its_time_too_while_it_has_not_ended() {
        place.given(JOINED, LET_IN)
                .andGivenCurrentTime(UNTIL)
                .when(SPEND)
                .expectEvents(SPENT)
                .expectResultMessagePayload(true);
    }

    @Test
    void the_same_payment_asked_again_is_answered_the_same() {
        place.given(JOINED, LET_IN, SPENT)
                .when(SPEND)
                .expectNoEvents()
                .expectResultMessagePayload(true);
    }

    @Test
    void a_token_that_is_spent_pays_for_nothing_else() {
        place.given(JOINED, LET_IN, SPENT)
                .when(new SpendToken(ANN, FIRST, ANOTHER))
                .expectEvents(new TokenDeclined(ANN, FIRST, ANOTHER))
                .expectResultMessagePayload(false);
    }

    @Test
    void that_leaves_it_to_the_payment_that_has_spent_it() {
        place.given(JOINED, LET_IN, SPENT, new TokenDeclined(ANN, FIRST, ANOTHER))
                .when(SPEND)
                .expectNoEvents()
                .expectResultMessagePayload(true);
    }

    @Test
    void a_token_regained_pays_for_the_next() {
        place.given(JOINED, LET_IN, SPENT, REGAINED)
                .when(new SpendToken(ANN, FIRST, ANOTHER))
                .expectEvents(new TokenSpent(ANN, FIRST, ANOTHER))
                .expectResultMessagePayload(true);
    }

    @Test
    void to_whom_it_was_declined_it_stays_declined_though_it_is_regained() {
        place.given(
                        JOINED,
                        LET_IN,
                        new TokenSpent(ANN, FIRST, ANOTHER),
                        DECLINED,
                        new TokenRegained(ANN, FIRST, ANOTHER))
                .when(SPEND)
                .expectNoEvents()
                .expectResultMessagePayload(false);
    }

    @Test
    void a_token_that_waits_pays_for_nothing() {
        place.given(JOINED).when(SPEND).expectEvents(DECLINED).expectResultMessagePayload(false);
    }

    @ParameterizedTest
    @EnumSource
    void nor_does_one_that_is_over(WaitingTokenCommand.ExpiryReason reason) {
        place.given(JOINED, LET_IN, over(reason, NOON))
                .when(SPEND)
                .expectEvents(DECLINED)
                .expectResultMessagePayload(false);
    }

    @Test
    void an_earlier_token_does_not_spend_a_later_one() {
        place.given(
                        JOINED,
                        LET_IN,
                        SPENT,
                        over(PAID, NOON),
                        JOINED_AGAIN,
                        PlaceFixture.LET_IN_AGAIN)
                .when(new SpendToken(ANN, FIRST, ANOTHER))
                .expectEvents(new TokenDeclined(ANN, FIRST, ANOTHER))
                .expectResultMessagePayload(false);
    }

    @Test
    void that_leaves_the_later_one_as_it_is() {
        place.given(
                        JOINED,
                        LET_IN,
                        over(LEFT, NOON),
                        JOINED_AGAIN,
                        PlaceFixture.LET_IN_AGAIN,
                        DECLINED)
                .when(new SpendToken(ANN, SECOND, ANOTHER))
                .expectEvents(new TokenSpent(ANN, SECOND, ANOTHER))
                .expectResultMessagePayload(true);
    }

    @Test
    void whoever_never_joined_has_nothing_to_spend() {
        place.givenNoPriorActivity().when(SPEND).expectException(AggregateNotFoundException.class);
    }
}
