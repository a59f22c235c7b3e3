package encore.waiting.presence;

import encore.kernel.LineName;
import encore.testing.BesideServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

/** Nobody loses a place because the nodes did not look. */
@BesideServers
class UnwatchedTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration ABANDON_AFTER = Duration.ofMinutes(5);
    private static final Duration LATE = Duration.ofSeconds(50);
    private static final Numbering LINE = Numbering.first(LineName.DEFAULT);
    private static final int ANN = 1;
    private static final int BOB = 2;

    private final PresenceCluster cluster = new PresenceCluster(
            new PresenceSettings(ABANDON_AFTER, Duration.ofMinutes(10), Duration.ofMinutes(2)));
    private final Instant joined = cluster.now;

    @AfterEach
    void close() {
        cluster.close();
    }

    private boolean isSilent(int number) {
        return cluster.nodes.getFirst().silence.amongWaiting(LINE).includes(number, joined);
    }

    /** Whoever polls at the latest moment, and whose one poll is lost, does not lose the place. */
    private void loseAPoll(Duration retryAfter) {
        var kept = cluster.start();
        var killed = cluster.start();
        cluster.pass(Duration.ofMinutes(10));
        kept.polls(LINE, ANN, retryAfter);
        cluster.pass(retryAfter);
        killed.polls(LINE, ANN, retryAfter);
        killed.isKilled();
        for (var end = cluster.now.plus(retryAfter).plusSeconds(20); cluster.now.isBefore(end); ) {
            cluster.pass(PresenceCluster.STORED_EVERY);
            assertThat(isSilent(ANN)).isFalse();
        }
        kept.polls(LINE, ANN, retryAfter);
        cluster.pass(LATE);
        assertThat(isSilent(ANN)).isFalse();
        assertThat(isSilent(BOB)).isTrue();
    }

    @Test
    void a_poll_that_a_killed_node_has_not_stored_costs_nobody_the_place() {
        loseAPoll(Duration.ofMinutes(2));
    }

    @Test
    void not_even_whoever_asks_every_five_minutes() {
        loseAPoll(ABANDON_AFTER);
    }

    @Test
    void what_a_killed_node_had_stored_counts_and_its_successor_replaces_nothing() {
        var killed = cluster.start();
        cluster.pass(Duration.ofMinutes(10));
        killed.polls(LINE, ANN, ABANDON_AFTER);
        killed.presence.shownUp(LINE, ANN);
        cluster.pass(Duration.ofSeconds(5));
        killed.isKilled();
        var successor = cluster.start();
        successor.polls(LINE, BOB, ABANDON_AFTER);
        successor.presence.shownUp(LINE, BOB);
        cluster.pass(Duration.ofMinutes(10));
        assertThat(isSilent(ANN)).isFalse();
        assertThat(isSilent(BOB)).isFalse();
        assertThat(isSilent(3)).isTrue();
        var admitted = successor.silence.amongAdmitted(LINE);
        assertThat(admitted.includes(ANN, joined)).isFalse();
        assertThat(admitted.includes(BOB, joined)).isFalse();
        assertThat(admitted.includes(3, joined)).isTrue();
    }

    @Test
    void after_an_hour_without_any_node_everybody_has_all_the_time() {
        cluster.start();
        cluster.pass(Duration.ofMinutes(5));
        cluster.nodes.getFirst().isKilled();
        cluster.pass(Duration.ofHours(1));
        cluster.start();
        var back = cluster.now;
        while (cluster.now.isBefore(back.plus(ABANDON_AFTER))) {
            cluster.pass(PresenceCluster.STORED_EVERY);
            assertThat(isSilent(BOB)).isFalse();
        }
        // A node vouches from its second epoch on.
        cluster.pass(LATE.plus(Epochs.LENGTH));
        assertThat(isSilent(BOB)).isTrue();
    }

    @Test
    void while_the_database_is_away_nothing_is_forgotten_and_nobody_is_silent() {
        var node = cluster.start();
        cluster.pass(Duration.ofMinutes(10));
        cluster.databaseIsAway = true;
        node.polls(LINE, ANN, ABANDON_AFTER);
        node.presence.shownUp(LINE, ANN);
        cluster.pass(Duration.ofMinutes(4));
        node.polls(LINE, ANN, ABANDON_AFTER);
        cluster.databaseIsAway = false;
        var back = cluster.now;
        while (cluster.now.isBefore(back.plus(ABANDON_AFTER))) {
            cluster.pass(PresenceCluster.STORED_EVERY);
            assertThat(isSilent(BOB)).isFalse();
        }
        cluster.pass(LATE.plus(Epochs.LENGTH));
        assertThat(isSilent(BOB)).isTrue();
        assertThat(isSilent(ANN)).isFalse();
        assertThat(node.silence.amongAdmitted(LINE).includes(ANN, joined)).isFalse();
    }

    @Test
    void a_node_that_is_stopped_in_order_stores_what_it_knows_and_stays_in_nobodys_way() {
        cluster.start();
        var stopped = cluster.start();
        cluster.pass(Duration.ofMinutes(10));
        stopped.polls(LINE, ANN, Duration.ZERO);
        stopped.stops();
        cluster.pass(ABANDON_AFTER);
        assertThat(isSilent(ANN)).isFalse();
        cluster.pass(LATE);
        assertThat(isSilent(ANN)).isTrue();
    }

    @Test
    void clocks_that_differ_by_seconds_cost_nobody_the_place() {
        for (int seconds : new int[] {-14, -7, 7, 14}) {
            var right = cluster.start();
            var wrong = cluster.start(Duration.ofSeconds(seconds));
            cluster.pass(Duration.ofMinutes(10));
            wrong.polls(LINE, ANN, Duration.ZERO);
            var end = cluster.now.plus(ABANDON_AFTER);
            while (cluster.now.isBefore(end)) {
                cluster.pass(PresenceCluster.STORED_EVERY);
                assertThat(right.silence.amongWaiting(LINE).includes(ANN, joined))
                        .isFalse();
                assertThat(wrong.silence.amongWaiting(LINE).includes(ANN, joined))
                        .isFalse();
            }
            cluster.pass(LATE.plus(Epochs.LENGTH));
            assertThat(right.silence.amongWaiting(LINE).includes(ANN, joined)).isTrue();
            right.stops();
            wrong.stops();
            cluster.pass(MINUTE);
        }
    }
}
