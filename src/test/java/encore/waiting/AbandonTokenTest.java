package encore.waiting;

import encore.waiting.WaitingTokenCommand.AbandonToken;
import encore.waiting.WaitingTokenCommand.ExpiryReason;
import encore.waiting.WaitingTokenEvent.TokenReturned;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static encore.kernel.Examples.ANN;
import static encore.kernel.Examples.NOON;
import static encore.waiting.PlaceFixture.FIRST;
import static encore.waiting.PlaceFixture.GIVEN_UP;
import static encore.waiting.PlaceFixture.JOINED;
import static encore.waiting.PlaceFixture.JOINED_AGAIN;
import static encore.waiting.PlaceFixture.LET_IN;
import static encore.waiting.PlaceFixture.UNTIL;
import static encore.waiting.PlaceFixture.over;
import static encore.waiting.PlaceFixture.place;

class AbandonTokenTest {

    private static final AbandonToken ABANDON = new AbandonToken(ANN, FIRST, UNTIL);

    private final FixtureConfiguration<WaitingToken> place = place();

    @Test
    void whoever_waits_in_silence_gives_the_place_up_and_may_take_it_back() {
        place.given(JOINED).andGivenCurrentTime(NOON).when(ABANDON).expectEvents(GIVEN_UP);
    }

    @Test
    void whoever_came_back_and_is_silent_again_gives_it_up_again() {
        place.given(JOINED, GIVEN_UP, new TokenReturned(ANN, FIRST, NOON))
                .andGivenCurrentTime(NOON)
                .when(ABANDON)
                .expectEvents(GIVEN_UP);
    }

    @Test
    void whoever_was_let_in_meanwhile_stays_in() {
        place.given(JOINED, LET_IN).when(ABANDON).expectNoEvents();
    }

    @ParameterizedTest
    @EnumSource
    void what_is_over_is_not_given_up(ExpiryReason reason) {
        place.given(JOINED, over(reason, NOON)).when(ABANDON).expectNoEvents();
    }

    @Test
    void nobody_gives_the_same_place_up_twice() {
        place.given(JOINED, GIVEN_UP).when(ABANDON).expectNoEvents();
    }

    @Test
    void an_earlier_silence_does_not_cost_the_later_place() {
        place.given(JOINED, GIVEN_UP, JOINED_AGAIN).when(ABANDON).expectNoEvents();
    }

    @Test
    void whoever_never_joined_has_nothing_to_give_up() {
        place.givenNoPriorActivity()
                .when(ABANDON)
                .expectException(AggregateNotFoundException.class);
    }
}
