package encore.waiting.line;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * When those who stand in a lobby did not wait, by the positions of the events: so it can be told
 * who waited just after an event that is some events ago.
 */
final class Absences {

    /** Since which event, by index, of those who do not wait. */
    private final Map<Integer, Long> lasting = new HashMap<>();

    /** Of those who have come back, as a row of the table has it. */
    private final Map<Integer, String> over = new HashMap<>();

    /** Those that are over, and one more. */
    static String plus(@Nullable String before, long from, long to) {
        var another = from + "-" + to;
        return before == null ? another : before + " " + another;
    }

    /** Whether one of these began with an event up to this one, and ended with a later one. */
    static boolean cover(@Nullable String absences, long position) {
        return absences != null
                && Arrays.stream(absences.split(" ")).anyMatch(absence -> {
                    int dash = absence.indexOf('-');
                    return Long.parseLong(absence, 0, dash, 10) <= position
                            && position < Long.parseLong(absence, dash + 1, absence.length(), 10);
                });
    }

    /** As it was read. */
    void read(int at, @Nullable Long ended, @Nullable String absences) {
        if (ended != null) {
            lasting.put(at, ended);
        }
        if (absences != null) {
            over.put(at, absences);
        }
    }

    void begins(int at, long position) {
        lasting.put(at, position);
    }

    /**
     * Somebody has come back.
     *
     * @param began before the lobby did, if it is not known here; null for never
     */
    void ends(int at, @Nullable Long began, long position) {
        var since = lasting.remove(at);
        var from = since == null ? began : since;
        if (from != null) {
            over.put(at, plus(over.get(at), from, position));
        }
    }

    /** Whether somebody who had joined waited just after the event at a position. */
    boolean hasWaited(int at, boolean waitsNow, long position) {
        return (waitsNow || lasting.getOrDefault(at, Long.MIN_VALUE) > position)
                && !cover(over.get(at), position);
    }

    void forget() {
        lasting.clear();
        over.clear();
    }
}
