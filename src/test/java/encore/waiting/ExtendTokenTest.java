package encore.waiting;

import encore.kernel.Refused;
import encore.waiting.WaitingTokenCommand.ExpireToken;
import encore.waiting.WaitingTokenCommand.ExtendToken;
import encore.waiting.WaitingTokenEvent.TokenExtended;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import static encore.kernel.Examples.ANN;
import static encore.kernel.Examples.NOON;
import static encore.kernel.Examples.justBefore;
import static encore.waiting.PlaceFixture.FIRST;
import static encore.waiting.PlaceFixture.JOINED;
import static encore.waiting.PlaceFixture.JOINED_AGAIN;
import static encore.waiting.PlaceFixture.LET_IN;
import static encore.waiting.PlaceFixture.SPENT;
import static encore.waiting.PlaceFixture.UNTIL;
import static encore.waiting.PlaceFixture.over;
import static encore.waiting.PlaceFixture.place;
import static encore.waiting.WaitingTokenCommand.ExpiryReason.LEFT;
import static encore.waiting.WaitingTokenCommand.ExpiryReason.TIMED_OUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Who holds a seat is not put out before the hold is over, and stays no longer for that. */
class ExtendTokenTest {

    private static final Duration HOLD = Duration.ofMinutes(5);
    private static final Instant LATER = UNTIL.plusSeconds(60);
    private static final ExtendToken EXTEND = new ExtendToken(ANN, FIRST, LATER);
    private static final TokenExtended EXTENDED = new TokenExtended(ANN, FIRST, LATER);

    private final FixtureConfiguration<WaitingToken> place = place();

    @Test
    void an_active_token_lasts_until_then() {
        place.given(JOINED, LET_IN).when(EXTEND).expectEvents(EXTENDED);
    }

    @Test
    void it_has_not_timed_out_before() {
        place.given(JOINED, LET_IN, EXTENDED)
                .andGivenCurrentTime(justBefore(LATER))
                .when(new ExpireToken(ANN, FIRST, TIMED_OUT))
                .expectNoEvents();
        place().given(JOINED, LET_IN, EXTENDED)
                .andGivenCurrentTime(LATER)
                .when(new ExpireToken(ANN, FIRST, TIMED_OUT))
                .expectEvents(over(TIMED_OUT, LATER));
    }

    @ParameterizedTest
    @MethodSource("whatIsNotExtended")
    void others_stay_as_they_are(List<WaitingTokenEvent> history) {
        place.given(history).when(EXTEND).expectNoEvents();
    }

    static Stream<List<WaitingTokenEvent>> whatIsNotExtended() {
        return Stream.of(
                List.of(JOINED),
                List.of(JOINED, LET_IN, EXTENDED),
                List.of(JOINED, LET_IN, new TokenExtended(ANN, FIRST, LATER.plusSeconds(1))),
                List.of(JOINED, LET_IN, over(LEFT, NOON)),
                List.of(JOINED, LET_IN, over(LEFT, NOON), JOINED_AGAIN));
    }

    @Test
    void a_hold_may_last_as_long_as_wanted() {
        assertThat(holdsUntil(NOON, NOON.plus(HOLD), JOINED, LET_IN)).isEqualTo(NOON.plus(HOLD));
        assertThat(holdsUntil(NOON, LATER, JOINED, LET_IN)).isEqualTo(LATER);
    }

    @Test
    void but_one_hold_longer_at_most_than_its_holder_was_let_in_for() {
        var latest = UNTIL.plus(HOLD);
        assertThat(holdsUntil(NOON, latest.plusSeconds(1), JOINED, LET_IN)).isEqualTo(latest);
        assertThat(holdsUntil(UNTIL, latest.plusSeconds(1), JOINED, LET_IN, EXTENDED))
                .isEqualTo(latest);
        assertThat(holdsUntil(UNTIL, latest.plusSeconds(1), JOINED, LET_IN, EXTENDED, SPENT))
                .isEqualTo(latest);
    }

    @Test
    void and_only_while_the_token_is_active() {
        isOver(UNTIL, JOINED, LET_IN);
        isOver(LATER, JOINED, LET_IN, EXTENDED);
        isOver(NOON, JOINED);
        isOver(NOON, JOINED, LET_IN, over(LEFT, NOON));
        isOver(NOON, JOINED, LET_IN, over(LEFT, NOON), JOINED_AGAIN, PlaceFixture.LET_IN_AGAIN);
        assertThat(holdsUntil(justBefore(UNTIL), LATER, JOINED, LET_IN)).isEqualTo(LATER);
    }

    private static void isOver(Instant now, WaitingTokenEvent... history) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> holdsUntil(now, LATER, history))
                .matches(refused -> refused.is(WaitingRefusal.TOKEN_EXPIRED));
    }

    private static Instant holdsUntil(Instant now, Instant wanted, WaitingTokenEvent... history) {
        var anns = new WaitingToken();
        for (var event : history) {
            anns.evolve(event);
        }
        return anns.holdsUntil(FIRST, wanted, HOLD, now);
    }
}
