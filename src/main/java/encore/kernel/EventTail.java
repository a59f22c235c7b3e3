package encore.kernel;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The newest events that this node knows of. A request that catches up first reads its own writes,
 * on whichever node they were made.
 */
public interface EventTail {

    /**
     * From here on this node knows of all events stored before this call, on any node.
     *
     * @throws IllegalStateException when the store does not answer within a few seconds
     */
    void catchUp();

    /**
     * The position of the newest event known here: never older than the last {@link #catchUp}, nor
     * than what this node has stored itself; -1 for none.
     */
    long position();

    /** Waits until the event at this position is known here, for three seconds at most. */
    default void await(long position) {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
        while (position() < position && System.nanoTime() < patience) {
            LockSupport.parkNanos(1_000_000);
        }
    }
}
