package encore.platform.eventstore;

import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** All events after a position, for one processor: from the table, and when near it, the tail. */
class TailingEventStream implements TrackingEventStream {

    private static final int PAGE = 1_000;
    private static final long FAR_BEHIND = -1;

    /** On a busy machine a batch takes long, and the next one waits longer for more events. */
    private static final int REST = 2;

    private static final long REST_AT_MOST_NANOS = 40_000_000;

    /**
     * A processor counts by the clock of the day how long it still may wait, and would wait for
     * hours when that is set back: it would renew no claim, and hear of no shutdown.
     */
    private static final long WAIT_AT_MOST_NANOS = 500_000_000;

    private final PostgresEventLog eventLog;
    private final PostgresEventTail tail;
    private final BatchPace pace;
    private final int era;
    private final Queue<TrackedEventMessage<?>> page = new ArrayDeque<>();
    private long position;
    private long next = FAR_BEHIND;
    private @Nullable TrackedEventMessage<?> peeked;
    private long wokenAt = System.nanoTime();
    private final LeakyBucket many = new LeakyBucket();
    private int taken;

    TailingEventStream(
            PostgresEventLog eventLog, PostgresEventTail tail, BatchPace pace, long position) {
        this.eventLog = eventLog;
        this.tail = tail;
        this.pace = pace;
        this.era = tail.era();
        this.position = position;
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        try {
            return Optional.ofNullable(look(0));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        long worked = System.nanoTime() - wokenAt;
        if (look(Math.min(unit.toNanos(timeout), WAIT_AT_MOST_NANOS)) == null) {
            return false;
        }
        many.add(taken);
        taken = 0;
        if (next != FAR_BEHIND
                && (pace == BatchPace.LEISURELY || many.isFull())
                && !tail.hasCome(next + pace.batch())) {
            long rest = Math.max(pace.gatherNanos(), Math.min(REST * worked, REST_AT_MOST_NANOS));
            LockSupport.parkNanos(wokenAt + rest - System.nanoTime());
        }
        wokenAt = System.nanoTime();
        return true;
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        TrackedEventMessage<?> event;
        do {
            // It may be woken for nothing.
            event = look(Long.MAX_VALUE);
        } while (event == null);
        peeked = null;
        taken++;
        position = event.trackingToken().position().orElseThrow();
        return event;
    }

    private @Nullable TrackedEventMessage<?> look(long nanos) throws InterruptedException {
        if (tail.era() != era) {
            throw new IllegalStateException("what was read is in the store no more");
        }
        if (peeked == null) {
            peeked = page.poll();
        }
        if (peeked == null && (next == FAR_BEHIND || !tail.has(next))) {
            next = tail.join(position);
            if (next == FAR_BEHIND) {
                eventLog.after(position, PAGE).stream()
                        .map(RecentEvents::tracked)
                        .forEach(page::add);
                peeked = page.poll();
            }
        }
        if (peeked == null && next != FAR_BEHIND) {
            peeked = fromTail(nanos);
        }
        return peeked;
    }

    /** Passes over what was read from the table already, which the tail had not yet seen. */
    private @Nullable TrackedEventMessage<?> fromTail(long nanos) throws InterruptedException {
        TrackedEventMessage<?> event;
        do {
            event = tail.await(next, nanos);
            if (event != null) {
                next++;
            }
        } while (event != null && event.trackingToken().position().orElseThrow() <= position);
        return event;
    }

    @Override
    public void close() {
        page.clear();
    }
}
