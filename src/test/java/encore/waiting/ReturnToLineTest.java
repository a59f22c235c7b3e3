package encore.waiting;

import encore.waiting.WaitingTokenCommand.ExpiryReason;
import encore.waiting.WaitingTokenCommand.ReturnToLine;
import encore.waiting.WaitingTokenEvent.TokenReturned;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;

import static encore.kernel.Examples.ANN;
import static encore.kernel.Examples.NOON;
import static encore.kernel.Examples.justBefore;
import static encore.kernel.Examples.refused;
import static encore.waiting.PlaceFixture.FIRST;
import static encore.waiting.PlaceFixture.GIVEN_UP;
import static encore.waiting.PlaceFixture.JOINED;
import static encore.waiting.PlaceFixture.JOINED_AGAIN;
import static encore.waiting.PlaceFixture.LET_IN;
import static encore.waiting.PlaceFixture.UNTIL;
import static encore.waiting.PlaceFixture.over;
import static encore.waiting.PlaceFixture.place;
import static encore.waiting.WaitingRefusal.TOKEN_EXPIRED;

class ReturnToLineTest {

    private static final ReturnToLine RETURN = new ReturnToLine(ANN, FIRST);

    private final FixtureConfiguration<WaitingToken> place = place();

    private void isTooLate(Instant now, WaitingTokenEvent... history) {
        place.given((Object[]) history)
                .andGivenCurrentTime(now)
                .when(RETURN)
                .expectException(refused(TOKEN_EXPIRED))
                .expectNoEvents();
    }

    @Test
    void whoever_was_silent_takes_the_place_back_to_the_last_millisecond() {
        place.given(JOINED, GIVEN_UP)
                .andGivenCurrentTime(justBefore(UNTIL))
                .when(RETURN)
                .expectEvents(new TokenReturned(ANN, FIRST, justBefore(UNTIL)));
    }

    @Test
    void then_it_is_too_late() {
        isTooLate(UNTIL, JOINED, GIVEN_UP);
    }

    @Test
    void whoever_waits_or_is_inside_stays_there() {
        place.given(JOINED).when(RETURN).expectNoEvents();
        place().given(JOINED, LET_IN)
                .andGivenCurrentTime(justBefore(UNTIL))
                .when(RETURN)
                .expectNoEvents();
    }

    @Test
    void whose_time_inside_is_up_has_no_place_to_return_to() {
        isTooLate(UNTIL, JOINED, LET_IN);
    }

    @Test
    void nobody_returns_twice() {
        place.given(JOINED, GIVEN_UP, new TokenReturned(ANN, FIRST, NOON))
                .andGivenCurrentTime(NOON)
                .when(RETURN)
                .expectNoEvents();
    }

    @ParameterizedTest
    @EnumSource
    void what_is_over_for_good_stays_so(ExpiryReason reason) {
        isTooLate(NOON, JOINED, over(reason, NOON));
    }

    @Test
    void whoever_has_joined_anew_has_no_old_place() {
        isTooLate(NOON, JOINED, GIVEN_UP, JOINED_AGAIN);
    }

    @Test
    void whoever_never_joined_cannot_return() {
        place.givenNoPriorActivity().when(RETURN).expectException(AggregateNotFoundException.class);
    }
}
