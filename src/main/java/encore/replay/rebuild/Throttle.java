package encore.replay.rebuild;

import encore.kernel.EventLog;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A rebuild takes all the machine has, unless people are busy. Then it works in small steps, and
 * after each rests for longer than it worked, so that no request waits long for it. An event stored
 * lately, on any node, means that people are busy. It begins with small steps.
 */
class Throttle {

    private static final Duration LATELY = Duration.ofMillis(500);
    private static final int RESTS_FOR_A_STEP = 3;
    private static final Duration LONGEST_REST = Duration.ofMillis(500);

    private final EventLog eventLog;
    private long head;
    private long newsAt = System.nanoTime();
    private long restedAt = newsAt;
    private boolean busy = true;

    Throttle(EventLog eventLog) {
        this.eventLog = eventLog;
        this.head = eventLog.head();
    }

    /** How many events are read at once. */
    int page() {
        return busy ? 500 : 10_000;
    }

    /** How many changed rows are written at once. */
    int rows() {
        return busy ? 1_000 : 50_000;
    }

    /** Rests, if need be, after a step. */
    void afterStep() {
        long now = System.nanoTime();
        long worked = now - restedAt;
        long newest = eventLog.head();
        if (newest > head) {
            head = newest;
            newsAt = now;
        }
        busy = now - newsAt < LATELY.toNanos();
        if (busy) {
            LockSupport.parkNanos(Math.min(worked * RESTS_FOR_A_STEP, LONGEST_REST.toNanos()));
        }
        restedAt = System.nanoTime();
    }
}
