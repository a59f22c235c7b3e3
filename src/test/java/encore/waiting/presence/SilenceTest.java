package encore.waiting.presence;

import encore.kernel.LineName;
import encore.testing.BesideServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

@BesideServers
class SilenceTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration ABANDON_AFTER = Duration.ofMinutes(5);

    /** A silence is found out so much later at most. */
    private static final Duration LATE = Duration.ofSeconds(50);

    private static final Numbering LINE = Numbering.first(LineName.DEFAULT);
    private static final int ANN = 1;
    private static final int BOB = 70_000;

    private final PresenceCluster cluster = new PresenceCluster(
            new PresenceSettings(ABANDON_AFTER, Duration.ofMinutes(10), Duration.ofMinutes(2)));
    private final PresenceCluster.PresenceNode one = cluster.start();
    private final PresenceCluster.PresenceNode other = cluster.start();
    private final Instant joined = cluster.now;

    @AfterEach
    void close() {
        cluster.close();
    }

    private boolean isSilent(int number) {
        return one.silence.amongWaiting(LINE).includes(number, joined);
    }

    /** Polls one node and then the other, whenever it is due. */
    private void pollFor(Duration time, int number, Duration retryAfter) {
        for (var end = cluster.now.plus(time); cluster.now.isBefore(end); ) {
            cluster.nodes.getFirst().polls(LINE, number, retryAfter);
            cluster.pass(retryAfter);
            cluster.nodes.getLast().polls(LINE, number, retryAfter);
            cluster.pass(retryAfter);
            assertThat(isSilent(number)).isFalse();
        }
    }

    @Test
    void who_polls_is_there_and_who_does_not_is_silent() {
        pollFor(Duration.ofMinutes(12), ANN, MINUTE);
        assertThat(isSilent(BOB)).isTrue();
    }

    @Test
    void who_stops_to_poll_is_silent_after_the_time_and_not_before() {
        pollFor(Duration.ofMinutes(4), BOB, Duration.ofMinutes(2));
        cluster.nodes.getLast().polls(LINE, BOB, Duration.ofMinutes(2));
        cluster.pass(Duration.ofMinutes(2).plus(ABANDON_AFTER));
        assertThat(isSilent(BOB)).isFalse();
        cluster.pass(LATE);
        assertThat(isSilent(BOB)).isTrue();
        assertThat(other.silence.amongWaiting(LINE).includes(BOB, joined)).isTrue();
    }

    @Test
    void who_has_joined_or_returned_a_short_while_ago_is_there() {
        cluster.pass(Duration.ofMinutes(10));
        var absent = one.silence.amongWaiting(LINE);
        assertThat(absent.includes(BOB, cluster.now.minus(ABANDON_AFTER))).isFalse();
        assertThat(absent.includes(BOB, cluster.now.minus(ABANDON_AFTER).minus(LATE)))
                .isTrue();
    }

    @Test
    void nobody_is_there_for_longer_than_ten_minutes_by_one_sign() {
        one.presence.seen(LINE, ANN, Instant.MAX);
        one.presence.seen(LINE, BOB, Instant.MIN);
        cluster.pass(Duration.ofMinutes(10));
        assertThat(isSilent(ANN)).isFalse();
        assertThat(isSilent(BOB)).isTrue();
        cluster.pass(ABANDON_AFTER.plus(LATE));
        assertThat(isSilent(ANN)).isTrue();
    }

    @Test
    void numbers_that_are_none_are_passed_over_and_never_silent() {
        var none = List.of(
                0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, NumberSet.MOST + 1, -NumberSet.MOST);
        none.forEach(number -> {
            one.polls(LINE, number, MINUTE);
            one.presence.shownUp(LINE, number);
        });
        cluster.pass(Duration.ofMinutes(12));
        assertThat(none).noneMatch(this::isSilent);
        assertThat(none).noneMatch(n -> one.silence.amongAdmitted(LINE).includes(n, joined));
        assertThat(List.of(1, NumberSet.MOST)).allMatch(this::isSilent);
    }

    @Test
    void a_shuffle_starts_anew_and_signs_under_other_numbers_count_for_nobody() {
        pollFor(Duration.ofMinutes(8), ANN, MINUTE);
        one.presence.shownUp(LINE, ANN);
        cluster.pass(MINUTE);
        var shuffled = new Numbering(LineName.DEFAULT, 4711, cluster.now);
        cluster.pass(ABANDON_AFTER);
        // A node that has not heard of it yet.
        other.polls(LINE, ANN, MINUTE);
        assertThat(one.silence.amongWaiting(shuffled).includes(ANN, joined)).isFalse();
        other.presence.shownUp(shuffled, BOB);
        cluster.pass(LATE);
        assertThat(one.silence.amongWaiting(shuffled).includes(ANN, joined)).isTrue();
        assertThat(one.silence.amongAdmitted(shuffled).includes(ANN, joined)).isTrue();
        assertThat(one.silence.amongAdmitted(shuffled).includes(BOB, joined)).isFalse();
    }

    @Test
    void lines_know_nothing_of_each_other() {
        var quiet = Numbering.first(new LineName("quiet"));
        cluster.pass(Duration.ofMinutes(10));
        one.polls(quiet, ANN, MINUTE);
        other.presence.shownUp(quiet, BOB);
        cluster.pass(MINUTE);
        assertThat(isSilent(ANN)).isTrue();
        assertThat(one.silence.amongWaiting(quiet).includes(ANN, joined)).isFalse();
        assertThat(one.silence.amongAdmitted(LINE).includes(BOB, joined)).isTrue();
        assertThat(one.silence.amongAdmitted(quiet).includes(BOB, joined)).isFalse();
    }

    /** Else whoever was to ask again in five minutes would be let in and thrown out meanwhile. */
    @Test
    void who_was_to_ask_again_later_does_not_know_yet_and_is_no_no_show() {
        one.polls(LINE, BOB, Duration.ofMinutes(5));
        var admitted = cluster.now;
        cluster.pass(Duration.ofMinutes(6));
        assertThat(one.silence.amongAdmitted(LINE).includes(ANN, admitted)).isTrue();
        assertThat(one.silence.amongAdmitted(LINE).includes(BOB, admitted)).isFalse();
        cluster.pass(Duration.ofMinutes(3));
        assertThat(one.silence.amongAdmitted(LINE).includes(BOB, admitted)).isTrue();
    }

    @Test
    void who_was_let_in_and_did_nothing_is_no_show_and_who_did_something_never_is() {
        cluster.pass(Duration.ofMinutes(10));
        var admitted = cluster.now;
        cluster.pass(MINUTE);
        one.presence.shownUp(LINE, ANN);
        cluster.pass(MINUTE);
        assertThat(one.silence.amongAdmitted(LINE).includes(BOB, admitted)).isFalse();
        cluster.pass(LATE);
        assertThat(other.silence.amongAdmitted(LINE).includes(BOB, admitted)).isTrue();
        cluster.pass(Duration.ofHours(2));
        assertThat(other.silence.amongAdmitted(LINE).includes(ANN, admitted)).isFalse();
    }

    @Test
    void a_time_of_zero_switches_a_rule_off() {
        try (var off = new PresenceCluster(
                new PresenceSettings(Duration.ZERO, Duration.ZERO, Duration.ZERO))) {
            var node = off.start();
            off.pass(Duration.ofMinutes(30));
            assertThat(node.silence.amongWaiting(LINE).isNobody()).isTrue();
            assertThat(node.silence.amongAdmitted(LINE).isNobody()).isTrue();
        }
    }

    @Test
    void what_is_over_is_forgotten() {
        pollFor(Duration.ofMinutes(30), ANN, Duration.ofMinutes(5));
        pollFor(Duration.ofMinutes(30), ANN, Duration.ofSeconds(5));
        assertThat(cluster.jdbc
                        .sql("select count(*) from presence")
                        .query(Long.class)
                        .single())
                .isLessThan(200);
        assertThat(cluster.jdbc
                        .sql("select count(*) from presence_watch")
                        .query(Long.class)
                        .single())
                .isLessThan(200);
    }
}
