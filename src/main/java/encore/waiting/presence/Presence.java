package encore.waiting.presence;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;

/**
 * Who is there, as this node has seen it: for each {@linkplain Epochs epoch} a bit for each number
 * of a line. Every call of a client is a sign, so it takes less than a microsecond, never waits,
 * and stores nothing; {@link PresenceWriter} does so every few seconds. A million people who wait
 * take 132 KB an epoch, of at most 40 to come and a few that are not stored yet.
 */
@Component
public class Presence {

    /** Nobody is taken to be there for longer without a new sign. */
    static final Duration LONGEST_AHEAD = Duration.ofMinutes(10);

    /** Who is there until an epoch. */
    record Sheet(Numbering numbering, long epoch) {}

    private final ConcurrentMap<Sheet, NumberSet> there = new ConcurrentHashMap<>();
    private final ConcurrentMap<Numbering, NumberSet> shownUp = new ConcurrentHashMap<>();
    private final Clock clock;

    Presence(Clock clock) {
        this.clock = clock;
    }

    /**
     * Somebody of a line gave a sign. A number that is none, or above 67,108,863, is passed over:
     * its owner is never called absent.
     *
     * @param thereUntil how long no other sign is to be expected: for a poll, now and the {@code
     *         Retry-After} that it was answered; for an open stream, a few seconds from now; else
     *         now. Ten minutes from now at most
     */
    public void seen(Numbering numbering, int number, Instant thereUntil) {
        if (NumberSet.holds(number)) {
            long now = Epochs.of(clock.instant());
            long epoch = Math.clamp(Epochs.of(thereUntil), now, now + Epochs.in(LONGEST_AHEAD));
            of(there, new Sheet(numbering, epoch)).add(number);
        }
    }

    /** Somebody who was let in did something inside; it need be told once, and may be each time. */
    public void shownUp(Numbering numbering, int number) {
        if (NumberSet.holds(number)) {
            of(shownUp, numbering).add(number);
        }
    }

    private static <K> NumberSet of(ConcurrentMap<K, NumberSet> sets, K key) {
        @Nullable NumberSet set = sets.get(key);
        return set != null ? set : sets.computeIfAbsent(key, k -> new NumberSet());
    }

    /** What was added since it was last taken. Whoever fails to store it marks it as changed. */
    Map<Sheet, NumberSet> takeThere() {
        return taken(there);
    }

    /** Likewise. */
    Map<Numbering, NumberSet> takeShownUp() {
        return taken(shownUp);
    }

    private static <K> Map<K, NumberSet> taken(Map<K, NumberSet> sets) {
        var taken = new HashMap<K, NumberSet>();
        sets.forEach((key, set) -> {
            if (set.takeChanged()) {
                taken.put(key, set);
            }
        });
        return taken;
    }

    /** Forgets what is over: stored, when before one epoch; in any case, when before the other. */
    void forget(long storedBefore, long before) {
        there.entrySet().removeIf(entry -> {
            long epoch = entry.getKey().epoch();
            return epoch < before || epoch < storedBefore && !entry.getValue().isChanged();
        });
        List<Numbering> all = List.copyOf(shownUp.keySet());
        shownUp.keySet().removeIf(old -> all.stream().anyMatch(succeeds(old)));
    }

    private static Predicate<Numbering> succeeds(Numbering old) {
        return other -> other.line().equals(old.line()) && other.generation() > old.generation();
    }
}
