package encore.waiting.line;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Who of those in a line may come back, and who has, by index. */
final class Returns {

    /** So late may a return be stored, for the clocks of nodes differ. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private Map<Integer, Away> away = new HashMap<>();
    private Map<Integer, Instant> back = new HashMap<>();

    /** {@code since} is the position of the event by which somebody stopped waiting. */
    private record Away(Instant until, @Nullable Long since) {}

    void isAway(int at, Instant until, @Nullable Long since) {
        away.put(at, new Away(until, since));
    }

    void isBack(int at, @Nullable Instant since) {
        away.remove(at);
        if (since != null) {
            back.put(at, since);
        }
    }

    boolean mayComeBack(int at) {
        return away.containsKey(at);
    }

    /** How many may come back. */
    int away() {
        return away.size();
    }

    /** Null for who is not away. */
    @Nullable
    Long awaySince(int at) {
        var absence = away.get(at);
        return absence == null ? null : absence.since();
    }

    /** Null for who never was away. */
    @Nullable
    Instant backSince(int at) {
        return back.get(at);
    }

    void forgetWhoIsLate(Instant now) {
        away.values().removeIf(absence -> absence.until().isBefore(now.minus(GRACE)));
    }

    /** Now those stand one behind the other who were at these indexes. */
    void arrange(int[] from) {
        away = arranged(away, from);
        back = arranged(back, from);
    }

    private static <V> Map<Integer, V> arranged(Map<Integer, V> before, int[] from) {
        var after = new HashMap<Integer, V>();
        for (int at = 0; at < from.length; at++) {
            var value = before.get(from[at]);
            if (value != null) {
                after.put(at, value);
            }
        }
        return after;
    }
}
