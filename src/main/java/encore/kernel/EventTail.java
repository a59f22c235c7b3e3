package encore.kernel;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How much of what has happened this node knows of. */
public interface EventTail {

    /**
     * From here on this node knows of whatever was stored before this call, on any node.
     *
     * @throws IllegalStateException when that can't be found out within a few seconds
     */
    void catchUp();

    /**
     * The position of the newest event known of here: no older than what this node has stored
     * itself, and than the last {@link #catchUp}; -1 for none.
     */
    long position();

    /** Waits until the event at this position is known of here, but for three seconds at most. */
    default void await(long position) {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
        while (position() < position && System.nanoTime() < patience) {
            LockSupport.parkNanos(1_000_000);
        }
    }
}
