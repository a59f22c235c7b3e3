package encore.waiting.steering;

import org.jspecify.annotations.Nullable;

/**
 * How much is let in of what could be, by how the server is: half as much after each two seconds in
 * which it is not well, a tenth of all at least; and a tenth of all more after each ten seconds in
 * which it is. It knows no clock: it is told once a second.
 */
final class Easing {

    private static final int ALL = LineTerms.ALL;
    private static final int LEAST = 10;
    private static final int MORE = 10;
    private static final int BAD_SECONDS = 2;
    private static final int GOOD_SECONDS = 10;

    private int bad;
    private int good;

    /**
     * What the last second was like.
     *
     * @param commitMillis how long a commit took on average; 0 when there was none
     * @param waiting how many threads waited for a connection
     * @param behind how many seconds ago the newest event was that the slowest is through with, of
     *     those that a buyer waits for
     */
    record Health(double commitMillis, double waiting, int behind) {

        private static final double SLOW_COMMIT = 250;
        private static final double MANY_WAITING = 16;
        private static final int FAR_BEHIND = 10;

        /** What is not well; null when all is. */
        @Nullable
        String complaint() {
            if (commitMillis > SLOW_COMMIT) {
                return "a commit takes " + Math.round(commitMillis) + " ms";
            }
            if (waiting > MANY_WAITING) {
                return Math.round(waiting) + " wait for a connection";
            }
            return behind > FAR_BEHIND
                    ? "what happened " + behind + " s ago is not followed up yet"
                    : null;
        }
    }

    /** The percentage from now on, after one more second at this one. */
    int after(Health second, int percent) {
        boolean isWell = second.complaint() == null;
        bad = isWell ? 0 : bad + 1;
        good = isWell ? good + 1 : 0;
        if (bad == BAD_SECONDS) {
            bad = 0;
            return Math.max(LEAST, percent / 2);
        }
        if (good == GOOD_SECONDS) {
            good = 0;
            return Math.min(ALL, percent + MORE);
        }
        return percent;
    }
}
