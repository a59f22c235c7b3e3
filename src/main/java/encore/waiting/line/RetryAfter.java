package encore.waiting.line;

import org.jspecify.annotations.Nullable;

/**
 * When somebody who waits may ask for the exact place again, in seconds: three tenths of what is
 * expected to be left, so two or so for each halving of the wait; less if it may be over much
 * sooner (half of {@code from}, at least a fifth of what is expected, from a minute on). It is at
 * least 2 s, then the door is near, and at most 5 minutes. That makes at most 30 requests in each
 * hour waited, pauses aside.
 */
final class RetryAfter {

    private static final long SHORTEST = 2;
    private static final long LONGEST = 300;
    private static final long NEAR = 60;
    private static final long SHORTEST_UNKNOWN = 5;
    private static final long LONGEST_UNKNOWN = 60;

    /** While unknown, each so many places further from the door are a second. */
    private static final long PLACES_A_SECOND = 20;

    /** While unknown, who has waited long asks less often: a tenth of the wait until now. */
    private static final long PART_OF_WAITED = 10;

    private RetryAfter() {}

    /**
     * @param waited seconds since joining
     * @param expected null while unknown
     */
    static long seconds(long place, long waited, @Nullable WaitSpan expected) {
        if (expected != null) {
            long usual = expected.middle() * 3 / 10;
            long careful = Math.max(expected.from() / 2, expected.middle() / 5);
            long seconds = expected.middle() < NEAR ? usual : Math.min(usual, careful);
            return Math.clamp(seconds, SHORTEST, LONGEST);
        }
        long byPlace = SHORTEST_UNKNOWN + place / PLACES_A_SECOND;
        return Math.clamp(
                Math.max(byPlace, waited / PART_OF_WAITED), SHORTEST_UNKNOWN, LONGEST_UNKNOWN);
    }

    /** Nobody is let in: the open {@code GET /line}, which tells when that ends, costs nothing. */
    static long secondsWhilePaused() {
        return LONGEST_UNKNOWN;
    }
}
