package encore.waiting.steering;

import encore.kernel.CommonRefusal;
import encore.kernel.InvalidValue;
import encore.waiting.WaitingRefusal;
import encore.waiting.steering.LineEvent.CapacityChanged;
import encore.waiting.steering.LineEvent.MessageChanged;
import encore.waiting.steering.LineEvent.PaceChanged;
import encore.waiting.steering.LineEvent.PriceChanged;
import encore.waiting.steering.LineEvent.StateChanged;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static encore.kernel.Examples.NOON;
import static encore.kernel.Examples.justBefore;
import static encore.kernel.Examples.refused;
import static encore.waiting.steering.LineFixture.CLOSED;
import static encore.waiting.steering.LineFixture.DOORS;
import static encore.waiting.steering.LineFixture.OLGA;
import static encore.waiting.steering.LineFixture.OPENED;
import static encore.waiting.steering.LineFixture.OPENS;
import static encore.waiting.steering.LineFixture.PAUSED;
import static encore.waiting.steering.LineFixture.REASON;
import static encore.waiting.steering.LineFixture.SCHEDULED;
import static encore.waiting.steering.LineFixture.SHUFFLED;
import static encore.waiting.steering.LineFixture.VIP;
import static encore.waiting.steering.LineFixture.capacity;
import static encore.waiting.steering.LineFixture.doors;
import static encore.waiting.steering.LineFixture.line;
import static encore.waiting.steering.LineFixture.message;
import static encore.waiting.steering.LineFixture.pace;
import static encore.waiting.steering.LineFixture.scheduled;
import static encore.waiting.steering.LineFixture.state;
import static encore.waiting.steering.LineFixture.steer;
import static encore.waiting.steering.LineFixture.work;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SteerLineTest {

    private static final Message SOON = new Message("곧 시작합니다", "Soon");
    private static final Message NOW = new Message("시작합니다", "Now");
    private static final PaceChanged FAST = new PaceChanged(VIP, null, 600, OLGA, REASON, NOON);
    private static final Duration YEAR = Duration.ofDays(366);

    private static final MessageChanged SAID =
            new MessageChanged(VIP, null, SOON, OLGA, REASON, NOON);

    private final FixtureConfiguration<Line> line = line();

    @Test
    void a_line_begins_with_its_capacity() {
        line.givenNoPriorActivity()
                .andGivenCurrentTime(NOON)
                .when(capacity(10))
                .expectEvents(OPENED);
    }

    @Test
    void nothing_else_begins_a_line() {
        for (var act : List.of(pace(1), state(LineState.PAUSED), message(SOON), doors(OPENS))) {
            line().givenNoPriorActivity()
                    .andGivenCurrentTime(NOON)
                    .when(act)
                    .expectException(refused(WaitingRefusal.LINE_CLOSED))
                    .expectNoEvents();
        }
    }

    @Test
    void a_capacity_is_changed_and_says_what_it_was() {
        line.given(OPENED)
                .andGivenCurrentTime(NOON)
                .when(capacity(25))
                .expectEvents(new CapacityChanged(VIP, 10, 25, false, OLGA, REASON, NOON));
    }

    @Test
    void a_pace_is_set_and_taken_away() {
        line.given(OPENED).andGivenCurrentTime(NOON).when(pace(600)).expectEvents(FAST);
        line().given(OPENED, FAST)
                .andGivenCurrentTime(NOON)
                .when(pace(0))
                .expectEvents(new PaceChanged(VIP, 600, null, OLGA, REASON, NOON));
    }

    @ParameterizedTest
    @EnumSource(names = {"OPEN", "DRAINING"})
    void a_pause_ends(LineState to) {
        line.given(OPENED, PAUSED)
                .andGivenCurrentTime(NOON)
                .when(state(to))
                .expectEvents(new StateChanged(VIP, LineState.PAUSED, to, OLGA, REASON, NOON));
    }

    @Test
    void a_message_is_said_replaced_and_taken_back() {
        line.given(OPENED).andGivenCurrentTime(NOON).when(message(SOON)).expectEvents(SAID);
        line().given(OPENED, SAID)
                .andGivenCurrentTime(NOON)
                .when(message(NOW))
                .expectEvents(new MessageChanged(VIP, SOON, NOW, OLGA, REASON, NOON));
        line().given(OPENED, SAID)
                .andGivenCurrentTime(NOON)
                .when(message(null))
                .expectEvents(new MessageChanged(VIP, SOON, null, OLGA, REASON, NOON));
    }

    @Test
    void joining_gets_a_price() {
        line.given(OPENED)
                .andGivenCurrentTime(NOON)
                .when(work(16))
                .expectEvents(new PriceChanged(VIP, 0, 16, OLGA, REASON, NOON));
    }

    @Test
    void what_is_as_asked_already_stays_so() {
        line.given(OPENED, FAST, PAUSED, SAID)
                .when(steer(10, 600, LineState.PAUSED, Optional.of(SOON), null, 0))
                .expectNoEvents();
        line().given(OPENED).when(pace(0)).expectNoEvents();
        line().given(OPENED).when(message(null)).expectNoEvents();
    }

    @Test
    void all_that_is_asked_is_done_at_once() {
        line.givenNoPriorActivity()
                .andGivenCurrentTime(NOON)
                .when(steer(10, 600, LineState.PAUSED, Optional.of(SOON), DOORS, 16))
                .expectEvents(
                        OPENED,
                        FAST,
                        PAUSED,
                        SAID,
                        new PriceChanged(VIP, 0, 16, OLGA, REASON, NOON),
                        SCHEDULED);
    }

    @Test
    void doors_open_in_the_future_and_within_a_year() {
        line.given(OPENED).andGivenCurrentTime(NOON).when(doors(OPENS)).expectEvents(SCHEDULED);
        for (var soon : List.of(NOON.plusMillis(1), NOON.plus(YEAR))) {
            line().given(OPENED)
                    .andGivenCurrentTime(NOON)
                    .when(doors(soon))
                    .expectEvents(scheduled(null, soon));
        }
        for (var unfit : List.of(NOON, justBefore(NOON), NOON.plus(YEAR).plusMillis(1))) {
            refuses(unfit, "unfit.opens-at", OPENED);
        }
    }

    private static void refuses(Instant opensAt, String rule, LineEvent... history) {
        line().given((Object[]) history)
                .andGivenCurrentTime(NOON)
                .when(steer(20, null, null, null, LineFixture.doors(opensAt).doors(), null))
                .expectException(refused(
                        CommonRefusal.INVALID_REQUEST,
                        "errors",
                        List.of(Map.of("field", "opensAt", "message", rule))))
                .expectNoEvents();
    }

    @Test
    void doors_are_put_off_while_the_lobby_is_open_and_after_it_has_an_order() {
        var later = OPENS.plusSeconds(60);
        line.given(OPENED, SCHEDULED)
                .andGivenCurrentTime(NOON)
                .when(doors(later))
                .expectEvents(scheduled(OPENS, later));
        line().given(OPENED, SCHEDULED, CLOSED, SHUFFLED)
                .andGivenCurrentTime(NOON)
                .when(doors(later))
                .expectEvents(scheduled(OPENS, later));
    }

    @Test
    void a_closed_lobby_gets_its_order_before_there_is_another() {
        refuses(OPENS, "unfit.opens-at-unshuffled", OPENED, SCHEDULED, CLOSED);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1_000_001})
    void a_capacity_is_one_to_a_million(int capacity) {
        unfit("unfit.capacity", () -> capacity(capacity));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1_000_001})
    void a_pace_is_none_to_a_million_a_minute(int pace) {
        unfit("unfit.admissions-per-minute", () -> pace(pace));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 29})
    void work_is_none_to_28_bits(int bits) {
        unfit("unfit.work", () -> work(bits));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "A\u0000"})
    void a_message_can_be_read_in_both_languages(String text) {
        unfit("unfit.message", () -> new Message(text, "Soon"));
        unfit("unfit.message", () -> new Message("곧", text));
        unfit("unfit.message", () -> new Message("곧", "x".repeat(301)));
    }

    private static void unfit(String rule, ThrowingCallable made) {
        assertThatExceptionOfType(InvalidValue.class).isThrownBy(made).withMessage(rule);
    }
}
