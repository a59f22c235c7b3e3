package encore.waiting;

import encore.waiting.WaitingTokenCommand.ExpireToken;
import encore.waiting.WaitingTokenCommand.ExpiryReason;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static encore.kernel.Examples.ANN;
import static encore.kernel.Examples.NOON;
import static encore.kernel.Examples.justBefore;
import static encore.waiting.PlaceFixture.FIRST;
import static encore.waiting.PlaceFixture.JOINED;
import static encore.waiting.PlaceFixture.JOINED_AGAIN;
import static encore.waiting.PlaceFixture.LET_IN;
import static encore.waiting.PlaceFixture.UNTIL;
import static encore.waiting.PlaceFixture.over;
import static encore.waiting.PlaceFixture.place;
import static encore.waiting.WaitingTokenCommand.ExpiryReason.LEFT;
import static encore.waiting.WaitingTokenCommand.ExpiryReason.PAID;
import static encore.waiting.WaitingTokenCommand.ExpiryReason.TIMED_OUT;

class ExpireTokenTest {

    private final FixtureConfiguration<WaitingToken> place = place();

    @Test
    void whoever_has_paid_is_done() {
        place.given(JOINED, LET_IN)
                .andGivenCurrentTime(NOON)
                .when(new ExpireToken(ANN, FIRST, PAID))
                .expectEvents(over(PAID, NOON));
    }

    @Test
    void a_payment_that_took_longer_than_the_token_still_ends_it_as_paid() {
        place.given(JOINED, LET_IN)
                .andGivenCurrentTime(UNTIL)
                .when(new ExpireToken(ANN, FIRST, PAID))
                .expectEvents(over(PAID, UNTIL));
    }

    @Test
    void an_active_token_times_out_exactly_at_its_end() {
        place.given(JOINED, LET_IN)
                .andGivenCurrentTime(UNTIL)
                .when(new ExpireToken(ANN, FIRST, TIMED_OUT))
                .expectEvents(over(TIMED_OUT, UNTIL));
    }

    @Test
    void an_active_token_has_not_timed_out_one_millisecond_before_its_end() {
        place.given(JOINED, LET_IN)
                .andGivenCurrentTime(justBefore(UNTIL))
                .when(new ExpireToken(ANN, FIRST, TIMED_OUT))
                .expectNoEvents();
    }

    @Test
    void waiting_never_times_out() {
        place.given(JOINED)
                .andGivenCurrentTime(UNTIL)
                .when(new ExpireToken(ANN, FIRST, TIMED_OUT))
                .expectNoEvents();
    }

    @ParameterizedTest
    @EnumSource
    void a_token_is_over_only_once(ExpiryReason reason) {
        place.given(JOINED, LET_IN, over(LEFT, NOON))
                .andGivenCurrentTime(UNTIL)
                .when(new ExpireToken(ANN, FIRST, reason))
                .expectNoEvents();
    }

    @ParameterizedTest
    @EnumSource
    void the_end_of_an_earlier_token_is_not_the_end_of_a_later_one(ExpiryReason reason) {
        place.given(JOINED, LET_IN, over(TIMED_OUT, UNTIL), JOINED_AGAIN)
                .andGivenCurrentTime(UNTIL)
                .when(new ExpireToken(ANN, FIRST, reason))
                .expectNoEvents();
    }
}
