package encore.waiting;

import encore.waiting.WaitingTokenCommand.ExpiryReason;
import encore.waiting.WaitingTokenCommand.LeaveLine;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static encore.kernel.Examples.ANN;
import static encore.kernel.Examples.NOON;
import static encore.waiting.PlaceFixture.FIRST;
import static encore.waiting.PlaceFixture.JOINED;
import static encore.waiting.PlaceFixture.JOINED_AGAIN;
import static encore.waiting.PlaceFixture.LET_IN;
import static encore.waiting.PlaceFixture.over;
import static encore.waiting.PlaceFixture.place;
import static encore.waiting.WaitingTokenCommand.ExpiryReason.LEFT;

class LeaveLineTest {

    private final FixtureConfiguration<WaitingToken> place = place();

    @Test
    void whoever_waits_may_leave() {
        place.given(JOINED)
                .andGivenCurrentTime(NOON)
                .when(new LeaveLine(ANN, FIRST))
                .expectEvents(over(LEFT, NOON));
    }

    @Test
    void whoever_is_inside_may_give_the_place_up() {
        place.given(JOINED, LET_IN)
                .andGivenCurrentTime(NOON)
                .when(new LeaveLine(ANN, FIRST))
                .expectEvents(over(LEFT, NOON));
    }

    @ParameterizedTest
    @EnumSource
    void nobody_leaves_twice(ExpiryReason reason) {
        place.given(JOINED, over(reason, NOON))
                .andGivenCurrentTime(NOON)
                .when(new LeaveLine(ANN, FIRST))
                .expectNoEvents();
    }

    @Test
    void leaving_with_an_earlier_token_does_not_cost_the_later_place() {
        place.given(JOINED, over(LEFT, NOON), JOINED_AGAIN)
                .andGivenCurrentTime(NOON)
                .when(new LeaveLine(ANN, FIRST))
                .expectNoEvents();
    }

    @Test
    void whoever_never_joined_cannot_leave() {
        place.givenNoPriorActivity()
                .when(new LeaveLine(ANN, FIRST))
                .expectException(AggregateNotFoundException.class);
    }
}
