package encore.platform.eventstore;

/**
 * Tells much work from little: each piece fills it, and a thousand a second drain away. A single
 * client, which waits for each answer, never fills it. For one thread.
 */
final class LeakyBucket {

    private static final double DRAIN_A_NANO = 1_000 / 1e9;
    private static final double FULL = 8;
    private static final double MOST = 2 * FULL;

    private double level;
    private long at = System.nanoTime();

    /** This many pieces have come. */
    void add(int number) {
        long now = System.nanoTime();
        level = Math.min(MOST, Math.max(0, level - (now - at) * DRAIN_A_NANO) + number);
        at = now;
    }

    /** Whether more than a thousand a second come. */
    boolean isFull() {
        return level > FULL;
    }
}
