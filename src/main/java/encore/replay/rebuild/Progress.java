package encore.replay.rebuild;

import org.jspecify.annotations.Nullable;

/**
 * How far a model built aside is.
 *
 * @param position of the newest event read; -1 before the first
 * @param done events read
 * @param head the position of the newest event to be read
 * @param nanos spent reading the {@code sinceDone} events
 */
record Progress(long position, long done, long head, long sinceDone, long nanos) {

    private static final double NANOS_PER_SECOND = 1e9;

    /** Positions may have gaps, so until the end this is a little too much. */
    long total() {
        return done + Math.max(0, head - position);
    }

    @Nullable
    Long perSecond() {
        return nanos == 0 ? null : Math.round(sinceDone / (nanos / NANOS_PER_SECOND));
    }
}
