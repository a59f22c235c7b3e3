package encore.platform;

import encore.kernel.StoredEvent;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The newest events, in memory, for all processors together. What this node stores comes straight
 * from its commit, and is neither read nor decoded again. What other nodes store is read from the
 * table, as is whatever is missing before an event of our own.
 */
class EventTail implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EventTail.class);

    /** How long an event of another node may go unseen here. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final int PAGE = 1_000;

    private final PostgresPast past;
    private final Consumer<DomainEventMessage<?>> others;
    private final TrackedEventMessage<?>[] kept;
    private final TreeMap<Long, StoredEvent> early = new TreeMap<>();
    private final Lock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Condition missing = lock.newCondition();
    private final Thread reader;

    /** How many have come through here, and the position of the newest. */
    private long count;
    private long newest;

    /**
     * Starts.
     *
     * @param keep so many events; who is further behind reads for himself
     * @param others is told of what other nodes have stored, before anybody else is
     */
    EventTail(PostgresPast past, int keep, Consumer<DomainEventMessage<?>> others) {
        this.past = past;
        this.others = others;
        this.kept = new TrackedEventMessage<?>[keep];
        this.newest = past.head();
        this.reader = Thread.ofPlatform().daemon().name("event-tail").start(this::read);
    }

    /** This node has stored these events; they are committed. */
    void stored(List<StoredEvent> events) {
        lock.lock();
        try {
            events.forEach(event -> early.put(event.position(), event));
            takeWhatIsNext();
            if (!early.isEmpty()) {
                missing.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void takeWhatIsNext() {
        boolean some = false;
        while (!early.isEmpty() && early.firstKey() <= newest + 1) {
            some |= take(early.pollFirstEntry().getValue());
        }
        if (some) {
            news.signalAll();
        }
    }

    private boolean take(StoredEvent event) {
        if (event.position() <= newest) {
            return false;
        }
        kept[(int) (count % kept.length)] = tracked(event);
        count++;
        newest = event.position();
        return true;
    }

    static TrackedEventMessage<?> tracked(StoredEvent event) {
        return new GenericTrackedDomainEventMessage<>(
                GapAwareTrackingToken.newInstance(event.position(), Set.of()), event.message());
    }

    private void read() {
        try {
            boolean more = false;
            while (true) {
                more = read(more);
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    /** Answers whether there is likely to be more. */
    private boolean read(boolean atOnce) throws InterruptedException {
        long from;
        lock.lock();
        try {
            if (!atOnce && early.isEmpty()) {
                missing.awaitNanos(LOOK_EVERY.toNanos());
            }
            from = newest;
        } finally {
            lock.unlock();
        }
        try {
            var page = past.after(from, PAGE);
            lock.lock();
            try {
                page.stream().filter(this::take)
                        .forEach(event -> others.accept(event.message()));
                takeWhatIsNext();
                if (!page.isEmpty()) {
                    news.signalAll();
                }
            } finally {
                lock.unlock();
            }
            return page.size() == PAGE;
        } catch (RuntimeException | Error e) {
            // Without this thread, what others store would never be seen.
            log.warn("could not look for new events", e);
            Thread.sleep(LOOK_EVERY);
            return false;
        }
    }

    /** A reader of the tail: the number of the event that comes next for him. */
    long join(long position) {
        lock.lock();
        try {
            if (position >= newest) {
                return count;
            }
            long low = Math.max(0, count - kept.length);
            if (count == low || position < positionOf(low)) {
                return -1;
            }
            long high = count - 1;
            while (low < high) {
                long middle = (low + high + 1) >>> 1;
                if (positionOf(middle) <= position) {
                    low = middle;
                } else {
                    high = middle - 1;
                }
            }
            return low + 1;
        } finally {
            lock.unlock();
        }
    }

    private long positionOf(long number) {
        return kept[(int) (number % kept.length)].trackingToken().position().orElseThrow();
    }

    /** Whether the event of that number is still here, or yet to come. */
    boolean has(long number) {
        lock.lock();
        try {
            return number >= count - kept.length;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the event of that number has come already. */
    boolean hasCome(long number) {
        lock.lock();
        try {
            return number < count;
        } finally {
            lock.unlock();
        }
    }

    /** The event of that number; null if it has not come in that time. */
    TrackedEventMessage<?> await(long number, long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (number >= count && left > 0) {
                left = news.awaitNanos(left);
            }
            return number < count && number >= count - kept.length
                    ? kept[(int) (number % kept.length)] : null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        reader.interrupt();
    }
}
