package encore.waiting;

import encore.kernel.TokenId;
import encore.waiting.WaitingTokenCommand.ExpiryReason;
import encore.waiting.WaitingTokenCommand.IssueToken;
import encore.waiting.WaitingTokenCommand.IssuedToken;
import encore.waiting.WaitingTokenEvent.TokenIssued;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static encore.kernel.Examples.ANN;
import static encore.kernel.Examples.NOON;
import static encore.kernel.Examples.justBefore;
import static encore.kernel.Examples.refused;
import static encore.waiting.PlaceFixture.FIRST;
import static encore.waiting.PlaceFixture.GIVEN_UP;
import static encore.waiting.PlaceFixture.JOINED;
import static encore.waiting.PlaceFixture.JOINED_AGAIN;
import static encore.waiting.PlaceFixture.LET_IN;
import static encore.waiting.PlaceFixture.SECOND;
import static encore.waiting.PlaceFixture.UNTIL;
import static encore.waiting.PlaceFixture.over;
import static encore.waiting.PlaceFixture.place;
import static encore.waiting.WaitingTokenCommand.ExpiryReason.TIMED_OUT;
import static org.assertj.core.api.Assertions.assertThat;

class IssueTokenTest {

    private final FixtureConfiguration<WaitingToken> place = place();

    @Test
    void whoever_comes_first_joins_the_line() {
        place.givenNoPriorActivity()
                .andGivenCurrentTime(NOON)
                .when(new IssueToken(ANN, FIRST))
                .expectEvents(JOINED)
                .expectResultMessagePayload(new IssuedToken(ANN, FIRST, NOON, true));
    }

    @Test
    void whoever_waits_keeps_the_place_however_long_it_takes() {
        place.given(JOINED)
                .andGivenCurrentTime(UNTIL)
                .when(new IssueToken(ANN, SECOND))
                .expectNoEvents()
                .expectResultMessagePayload(new IssuedToken(ANN, FIRST, NOON, false));
    }

    @Test
    void the_same_request_seen_twice_joins_once() {
        place.given(JOINED)
                .andGivenCurrentTime(UNTIL)
                .when(new IssueToken(ANN, FIRST))
                .expectNoEvents()
                .expectResultMessagePayload(new IssuedToken(ANN, FIRST, NOON, false));
    }

    @Test
    void whoever_is_inside_keeps_the_token_to_its_last_millisecond() {
        place.given(JOINED, LET_IN)
                .andGivenCurrentTime(justBefore(UNTIL))
                .when(new IssueToken(ANN, SECOND))
                .expectNoEvents()
                .expectResultMessagePayload(new IssuedToken(ANN, FIRST, NOON, false));
    }

    @Test
    void a_token_whose_time_is_up_ends_and_a_new_one_joins() {
        place.given(JOINED, LET_IN)
                .andGivenCurrentTime(UNTIL)
                .when(new IssueToken(ANN, SECOND))
                .expectEvents(over(TIMED_OUT, UNTIL), JOINED_AGAIN)
                .expectResultMessagePayload(new IssuedToken(ANN, SECOND, UNTIL, true));
    }

    @ParameterizedTest
    @EnumSource
    void after_a_token_is_over_a_new_one_joins(ExpiryReason reason) {
        place.given(JOINED, LET_IN, over(reason, NOON))
                .andGivenCurrentTime(UNTIL)
                .when(new IssueToken(ANN, SECOND))
                .expectEvents(JOINED_AGAIN)
                .expectResultMessagePayload(new IssuedToken(ANN, SECOND, UNTIL, true));
    }

    @Test
    void a_second_token_has_its_own_time_of_issue() {
        place.given(JOINED, over(TIMED_OUT, NOON), JOINED_AGAIN)
                .andGivenCurrentTime(UNTIL)
                .when(new IssueToken(ANN, FIRST))
                .expectNoEvents()
                .expectResultMessagePayload(new IssuedToken(ANN, SECOND, UNTIL, false));
    }

    @ParameterizedTest
    @EnumSource(names = {"LINE_CLOSED", "WORK_REQUIRED"})
    void where_no_new_token_may_be_had_there_is_none(WaitingRefusal why) {
        place.givenNoPriorActivity()
                .when(new IssueToken(ANN, FIRST, why))
                .expectException(refused(why))
                .expectNoEvents();
        place().given(JOINED, LET_IN)
                .andGivenCurrentTime(UNTIL)
                .when(new IssueToken(ANN, SECOND, why))
                .expectException(refused(why))
                .expectNoEvents();
    }

    @ParameterizedTest
    @EnumSource(names = {"LINE_CLOSED", "WORK_REQUIRED"})
    void who_has_a_token_needs_no_new_one(WaitingRefusal why) {
        place.given(JOINED)
                .andGivenCurrentTime(UNTIL)
                .when(new IssueToken(ANN, SECOND, why))
                .expectNoEvents()
                .expectResultMessagePayload(new IssuedToken(ANN, FIRST, NOON, false));
        place().given(JOINED, LET_IN)
                .andGivenCurrentTime(justBefore(UNTIL))
                .when(new IssueToken(ANN, SECOND, why))
                .expectNoEvents()
                .expectResultMessagePayload(new IssuedToken(ANN, FIRST, NOON, false));
    }

    @Test
    void a_place_that_was_given_up_is_not_in_the_way_of_a_new_one() {
        place.given(JOINED, GIVEN_UP)
                .andGivenCurrentTime(UNTIL)
                .when(new IssueToken(ANN, SECOND))
                .expectEvents(JOINED_AGAIN);
    }

    @Test
    void each_line_has_a_place_of_its_own() {
        var token = new TokenId("vip_1");
        assertThat(new IssueToken(ANN, token).place()).isEqualTo("waiting:vip:ann");
        assertThat(new IssueToken(ANN, FIRST).place()).isEqualTo("waiting:ann");
        place.givenNoPriorActivity()
                .andGivenCurrentTime(NOON)
                .when(new IssueToken(ANN, token))
                .expectEvents(new TokenIssued(ANN, token, NOON));
    }
}
