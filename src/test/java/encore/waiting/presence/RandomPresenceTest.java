package encore.waiting.presence;

import encore.kernel.LineName;
import encore.testing.BesideServers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An hour and a half of people who come, poll and go, and of nodes that start, stop, are killed and
 * lose the database, drawn at random, beside a model: for each number, until when it was there by
 * the signs that are not lost. The clocks of the nodes differ by up to five seconds.
 */
@BesideServers
class RandomPresenceTest {

    private static final Duration ABANDON_AFTER = Duration.ofMinutes(5);
    private static final Duration LATE = Duration.ofSeconds(60);

    /** So long after something has happened to the nodes they may not have watched. */
    private static final Duration UNSETTLED = Duration.ofSeconds(90);

    private static final int PEOPLE = 50;
    private static final Duration TIME = Duration.ofMinutes(90);

    private record Sign(PresenceCluster.PresenceNode node, int number, Instant until) {}

    private static final class Person {

        private final int number;
        private final Duration retryAfter;
        private Instant asks;

        private Person(int number, Duration retryAfter, Instant asks) {
            this.number = number;
            this.retryAfter = retryAfter;
            this.asks = asks;
        }
    }

    private Random random = new Random();
    private final PresenceCluster cluster = new PresenceCluster(
            new PresenceSettings(ABANDON_AFTER, Duration.ofMinutes(10), Duration.ofMinutes(2)));
    private final Instant began = cluster.now;
    private final Numbering line = Numbering.first(LineName.DEFAULT);
    private final List<Person> people = new ArrayList<>();
    private final Map<Integer, Instant> thereUntil = new HashMap<>();

    /** What only a node knows, in the order in which it was told. */
    private final List<Sign> unstored = new ArrayList<>();

    private Instant disturbed = began;
    private long silences;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whoever_is_called_silent_was_so_and_whoever_was_so_is_called_silent(long seed) {
        random = new Random(seed);
        for (int n = 1; n <= PEOPLE; n++) {
            int number = n % 3 == 0 ? n * 70_000 : n;
            people.add(new Person(number, Duration.ofSeconds(5 + random.nextInt(296)), began));
        }
        startNode();
        startNode();
        try (cluster) {
            while (cluster.now.isBefore(began.plus(TIME))) {
                people.forEach(this::actAndAskAgain);
                // Half of the time in peace: else no silence is ever long enough.
                if (Duration.between(began, cluster.now).toMinutes() / 15 % 2 == 0) {
                    somethingHappens();
                }
                cluster.pass(PresenceCluster.STORED_EVERY);
                if (!cluster.databaseIsAway) {
                    unstored.forEach(sign -> isThere(sign.number(), sign.until()));
                    unstored.clear();
                }
                compare();
            }
        }
        assertThat(silences).isPositive();
    }

    private void actAndAskAgain(Person person) {
        if (person.asks.isAfter(cluster.now)) {
            return;
        }
        if (oneIn(6)) {
            // Is away for a while; perhaps for longer than is allowed.
            person.asks = cluster.now.plusSeconds(random.nextInt(1_200));
            return;
        }
        if (!cluster.nodes.isEmpty()) {
            var node = cluster.nodes.get(random.nextInt(cluster.nodes.size()));
            node.polls(line, person.number, person.retryAfter);
            unstored.add(new Sign(node, person.number, cluster.now.plus(person.retryAfter)));
        }
        person.asks = cluster.now.plus(person.retryAfter);
    }

    private void somethingHappens() {
        if (!oneIn(30)) {
            return;
        }
        disturbed = cluster.now;
        switch (random.nextInt(5)) {
            case 0 -> {
                if (!cluster.nodes.isEmpty()) {
                    var killed = cluster.nodes.get(random.nextInt(cluster.nodes.size()));
                    killed.isKilled();
                    unstored.removeIf(sign -> sign.node() == killed);
                }
            }
            case 1 -> {
                if (cluster.nodes.size() > 1 && !cluster.databaseIsAway) {
                    var stopped = cluster.nodes.get(random.nextInt(cluster.nodes.size()));
                    stopped.stops();
                }
            }
            case 2 -> cluster.databaseIsAway = !cluster.databaseIsAway;
            default -> startNode();
        }
    }

    private void startNode() {
        if (cluster.nodes.size() < 4) {
            cluster.start(Duration.ofSeconds(random.nextInt(11) - 5));
        }
    }

    private void isThere(int number, Instant until) {
        thereUntil.merge(number, until, (a, b) -> a.isAfter(b) ? a : b);
    }

    private void compare() {
        if (cluster.databaseIsAway || cluster.nodes.isEmpty()) {
            disturbed = cluster.now;
            return;
        }
        var absent =
                cluster.nodes.get(random.nextInt(cluster.nodes.size())).silence.amongWaiting(line);
        for (var person : people) {
            var last = thereUntil.getOrDefault(person.number, began);
            boolean is = absent.includes(person.number, began);
            if (is) {
                silences++;
                assertThat(Duration.between(last, cluster.now))
                        .as("%d at %s", person.number, cluster.now)
                        .isGreaterThanOrEqualTo(ABANDON_AFTER);
            }
            var watched = disturbed.plus(UNSETTLED);
            var due =
                    (last.isAfter(watched) ? last : watched).plus(ABANDON_AFTER).plus(LATE);
            if (cluster.now.isAfter(due)) {
                assertThat(is).as("%d at %s", person.number, cluster.now).isTrue();
            }
        }
    }

    private boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }
}
