package encore.waiting;

import encore.waiting.WaitingTokenCommand.ActivateToken;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

import java.time.Instant;

import static encore.kernel.Examples.ANN;
import static encore.kernel.Examples.NOON;
import static encore.waiting.PlaceFixture.FIRST;
import static encore.waiting.PlaceFixture.JOINED;
import static encore.waiting.PlaceFixture.JOINED_AGAIN;
import static encore.waiting.PlaceFixture.LET_IN;
import static encore.waiting.PlaceFixture.UNTIL;
import static encore.waiting.PlaceFixture.over;
import static encore.waiting.PlaceFixture.place;
import static encore.waiting.WaitingTokenCommand.ExpiryReason.LEFT;

class ActivateTokenTest {

    private static final Instant LATER = UNTIL.plusSeconds(60);

    private final FixtureConfiguration<WaitingToken> place = place();

    @Test
    void whoever_waits_is_let_in_until_the_time_that_admission_sets() {
        place.given(JOINED)
                .andGivenCurrentTime(NOON)
                .when(new ActivateToken(ANN, FIRST, UNTIL))
                .expectEvents(LET_IN);
    }

    @Test
    void whoever_is_inside_gets_no_more_time() {
        place.given(JOINED, LET_IN)
                .andGivenCurrentTime(NOON)
                .when(new ActivateToken(ANN, FIRST, LATER))
                .expectNoEvents();
    }

    @Test
    void whoever_has_left_is_not_let_in() {
        place.given(JOINED, over(LEFT, NOON))
                .andGivenCurrentTime(NOON)
                .when(new ActivateToken(ANN, FIRST, UNTIL))
                .expectNoEvents();
    }

    @Test
    void the_turn_of_an_earlier_token_is_not_the_turn_of_a_later_one() {
        place.given(JOINED, over(LEFT, NOON), JOINED_AGAIN)
                .andGivenCurrentTime(UNTIL)
                .when(new ActivateToken(ANN, FIRST, LATER))
                .expectNoEvents();
    }

    @Test
    void whoever_never_joined_is_not_let_in() {
        place.givenNoPriorActivity()
                .when(new ActivateToken(ANN, FIRST, UNTIL))
                .expectException(AggregateNotFoundException.class);
    }
}
