package encore.waiting.line;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * A line and its room, second by second, without a clock. Three of ten who are let in never show up
 * and give the room back after 2 minutes; the others stay for a lognormal time, at most 10 minutes.
 */
final class SimulatedSale {

    static final Instant OPENING = Instant.parse("2026-05-02T01:00:00Z");

    private static final int ACTIVE_FOR = 600;
    private static final int SHOW_UP_WITHIN = 120;
    private static final double USUAL_STAY = 200;

    /** Somebody in the line; seconds since the opening, -1 for what did not happen. */
    static final class Person {
        final long joined;
        long admitted = -1;
        long place;

        private Person(long joined) {
            this.joined = joined;
        }
    }

    private record Stay(long since, long until) {}

    final List<Person> line = new ArrayList<>();
    private final PriorityQueue<Stay> inside =
            new PriorityQueue<>(Comparator.comparingLong(Stay::until));
    private final TreeMap<Long, Runnable> acts = new TreeMap<>();
    private final List<Pace> nodes;
    private final Random random;
    private int capacity;
    private double mostASecond = Double.POSITIVE_INFINITY;
    private double allowance;
    private boolean paused;
    private double giveUpASecond;
    private double slower = 1;
    long now;

    SimulatedSale(long seed, int capacity, List<Pace> nodes) {
        this.random = new Random(seed);
        this.capacity = capacity;
        this.nodes = nodes;
    }

    static Instant instant(long second) {
        return OPENING.plusSeconds(second);
    }

    /** People join from a second on, fewer and fewer, most of them within the time. */
    SimulatedSale rush(long from, int people, long within) {
        for (int i = 0; i < people; i++) {
            long at = from + (long) (-Math.log(1 - random.nextDouble()) * within / 3);
            join(at);
        }
        return this;
    }

    /** People join evenly. */
    SimulatedSale trickle(long from, long to, int people) {
        for (int i = 0; i < people; i++) {
            join(random.nextLong(from, to));
        }
        return this;
    }

    private void join(long at) {
        act(at, () -> line.add(new Person(now)));
    }

    SimulatedSale pause(long from, long to) {
        act(from, () -> {
            paused = true;
            nodes.forEach(node -> node.paused(instant(now)));
        });
        return act(to, () -> {
            paused = false;
            nodes.forEach(node -> node.resumed(instant(now)));
        });
    }

    SimulatedSale limit(long at, int capacity, @Nullable Integer perMinute) {
        return act(at, () -> {
            this.capacity = capacity;
            mostASecond = perMinute == null ? Double.POSITIVE_INFINITY : perMinute / 60.0;
            nodes.forEach(node -> node.limited(capacity, perMinute, instant(now)));
        });
    }

    /** Of those who wait, each gives up with this probability within an hour. */
    SimulatedSale impatient(double withinAnHour) {
        giveUpASecond = -Math.log(1 - withinAnHour) / 3600;
        return this;
    }

    /** From then on people take more time, by this factor. */
    SimulatedSale slower(long at, double factor) {
        return act(at, () -> slower = factor);
    }

    private SimulatedSale act(long at, Runnable act) {
        acts.merge(at, act, (one, other) -> () -> {
            one.run();
            other.run();
        });
        return this;
    }

    /** Goes on until a second; who watches sees each second when all has happened. */
    void run(long until, BiConsumer<Long, List<Person>> watcher) {
        for (; now < until; now++) {
            var act = acts.remove(now);
            if (act != null) {
                act.run();
            }
            leave();
            giveUp();
            admit();
            for (int i = 0; i < line.size(); i++) {
                line.get(i).place = i + 1;
            }
            watcher.accept(now, line);
        }
    }

    private void leave() {
        while (!inside.isEmpty() && inside.peek().until() <= now) {
            var stay = inside.remove();
            var at = stamp(now);
            nodes.forEach(node -> node.left(instant(stay.since()), at));
        }
    }

    private void giveUp() {
        if (giveUpASecond > 0) {
            line.removeIf(person -> random.nextDouble() < giveUpASecond);
        }
    }

    private void admit() {
        allowance = Math.min(1 + mostASecond, allowance + mostASecond);
        int free = paused ? 0 : (int) Math.min(capacity - inside.size(), allowance);
        var next = line.subList(0, Math.clamp(free, 0, line.size()));
        for (var person : next) {
            person.admitted = now;
            inside.add(new Stay(now, now + stay()));
            var at = stamp(now);
            nodes.forEach(node -> node.admitted(at));
        }
        allowance -= next.size();
        next.clear();
    }

    private long stay() {
        if (random.nextInt(10) < 3) {
            return SHOW_UP_WITHIN + random.nextInt(3);
        }
        double stay = USUAL_STAY * slower * Math.exp(0.7 * random.nextGaussian());
        return (long) Math.clamp(stay, 1, ACTIVE_FOR);
    }

    /** The clocks of the nodes that write differ by up to half a second. */
    private Instant stamp(long second) {
        return instant(second).plusMillis(random.nextInt(2) == 0 ? -250 : 250);
    }
}
