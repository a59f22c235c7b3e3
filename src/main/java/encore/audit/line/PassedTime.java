package encore.audit.line;

import java.time.Instant;

/**
 * What time it is, by events that are read one after the other: that of the earliest of thousands
 * in a row. Nodes' clocks differ, and a single time may be wrong on purpose.
 */
public final class PassedTime {

    private static final int IN_A_ROW = 4_096;

    private Instant earliest = Instant.MAX;
    private Instant passed = Instant.MIN;
    private int seen;

    /** One more event. Answers whether more time is known to have passed than before. */
    public boolean sees(Instant at) {
        earliest = at.isBefore(earliest) ? at : earliest;
        seen++;
        if (seen < IN_A_ROW) {
            return false;
        }
        passed = earliest;
        earliest = Instant.MAX;
        seen = 0;
        return true;
    }

    /** What lies before this is over. */
    public Instant passed() {
        return passed;
    }
}
