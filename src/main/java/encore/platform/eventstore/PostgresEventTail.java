package encore.platform.eventstore;

import encore.kernel.EventTail;
import encore.kernel.StoredEvent;
import encore.kernel.work.Outage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The newest events, in memory, for all processors. The events of this node come straight from
 * their commit, and are neither read nor decoded again. The events of other nodes are read from the
 * table, as are those missing before an event of this node.
 *
 * <p>Each read of the table begins with the newest known event. If that event is no longer there,
 * the database has lost its last events (a copy has taken its place): all of them are forgotten.
 */
public class PostgresEventTail implements EventTail, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PostgresEventTail.class);

    /** How long an event of another node may go unseen here. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private static final int PAGE = 1_000;

    /** After a read that more than two have waited for, callers of this time share the next. */
    private static final long GATHER_NANOS = 1_000_000;

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final PostgresEventLog eventLog;
    private final EventStoreListener listener;
    private final BooleanSupplier isAlone;
    private final RecentEvents kept;
    private final TreeMap<Long, StoredEvent> early = new TreeMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Condition missing = lock.newCondition();
    private final Condition looked = lock.newCondition();
    private final Outage outage = new Outage(log, "could not look for new events");
    private final Thread reader;

    private volatile long newest;
    private @Nullable String newestId;

    /** The newest that this node has stored. */
    private volatile long own = -1;

    /** How often the store has gone back. */
    private volatile int era;

    /** Looks at the table, by number. */
    private long wanted;

    private long begun;
    private long done;
    private int waiting;

    /**
     * Starts.
     *
     * @param keep how many events; a reader further behind reads the table
     * @param isAlone whether no other node has stored anything lately
     */
    PostgresEventTail(
            PostgresEventLog eventLog,
            int keep,
            BooleanSupplier isAlone,
            EventStoreListener listener) {
        this.eventLog = eventLog;
        this.listener = listener;
        this.isAlone = isAlone;
        this.kept = new RecentEvents(keep);
        this.newest = eventLog.head();
        this.reader = Thread.ofPlatform().daemon().name("event-tail").start(this::read);
    }

    /** This node has stored these events; they are committed. */
    void stored(List<StoredEvent> events) {
        lock.lock();
        try {
            events.forEach(event -> {
                own = Math.max(own, event.position());
                early.put(event.position(), event);
            });
            takeWhatIsNext(newest);
            if (!early.isEmpty()) {
                missing.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void takeWhatIsNext(long before) {
        while (!early.isEmpty() && early.firstKey() <= newest + 1) {
            take(early.pollFirstEntry().getValue());
        }
        if (newest > before) {
            news.signalAll();
        }
    }

    private boolean take(StoredEvent event) {
        if (event.position() <= newest) {
            return false;
        }
        kept.add(RecentEvents.tracked(event));
        newest = event.position();
        newestId = event.id();
        return true;
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
    @SuppressWarnings("WaitNotInLoop")
    private boolean read(boolean atOnce) throws InterruptedException {
        long from;
        long look;
        lock.lock();
        try {
            if (!atOnce && early.isEmpty() && wanted <= begun) {
                missing.awaitNanos(LOOK_EVERY.toNanos());
            }
            from = newest;
            look = ++begun;
        } finally {
            lock.unlock();
        }
        try {
            var page = eventLog.after(from - 1, PAGE);
            boolean company = takeIn(from, page, look);
            outage.isOver();
            if (company) {
                LockSupport.parkNanos(GATHER_NANOS);
            }
            return page.size() == PAGE;
        } catch (RuntimeException | Error e) {
            outage.goesOn(e);
            Thread.sleep(LOOK_EVERY);
            return false;
        }
    }

    /** Answers whether many have waited for this look. */
    private boolean takeIn(long from, List<StoredEvent> page, long look) {
        lock.lock();
        try {
            if (from >= 0 && !beginsWithTheNewest(from, page)) {
                goBack();
                return false;
            }
            long before = newest;
            page.stream()
                    .filter(this::take)
                    .forEach(event -> listener.storedElsewhere(event.message()));
            takeWhatIsNext(before);
            done = look;
            looked.signalAll();
            boolean company = waiting > 2;
            waiting = 0;
            return company;
        } finally {
            lock.unlock();
        }
    }

    private boolean beginsWithTheNewest(long from, List<StoredEvent> page) {
        if (page.isEmpty() || page.getFirst().position() != from) {
            return false;
        }
        var first = page.getFirst().id();
        if (from == newest && newestId == null) {
            newestId = first;
        }
        return from != newest || first.equals(newestId);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void goBack() {
        log.error(
                "event {} is in the store no more: it has gone back, and all that is in memory"
                        + " of it is forgotten",
                newest);
        newest = eventLog.head();
        newestId = null;
        own = newest;
        kept.clear();
        early.clear();
        listener.wentBack();
        era++;
        news.signalAll();
    }

    /** Readers that began in another era have read what is not in the store. */
    int era() {
        return era;
    }

    @Override
    public long position() {
        return Math.max(newest, own);
    }

    @Override
    public void catchUp() {
        if (isAlone.getAsBoolean()) {
            return;
        }
        long left = PATIENCE.toNanos();
        lock.lock();
        try {
            long mine = begun + 1;
            wanted = Math.max(wanted, mine);
            waiting++;
            missing.signal();
            while (done < mine) {
                left = looked.awaitNanos(left);
                if (left <= 0) {
                    throw new IllegalStateException("can't look what has happened elsewhere");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    /** The number of the event that follows a position; -1 when it is no longer in memory. */
    long join(long position) {
        return locked(() -> position >= newest ? kept.count() : kept.numberAfter(position));
    }

    /** Whether the event of that number is still here, or yet to come. */
    boolean has(long number) {
        return locked(() -> number >= kept.oldest());
    }

    /** Whether the event of that number has come already. */
    boolean hasCome(long number) {
        return locked(() -> number < kept.count());
    }

    private <T> T locked(Supplier<T> task) {
        lock.lock();
        try {
            return task.get();
        } finally {
            lock.unlock();
        }
    }

    /** The event of that number; null if it has not come in that time. */
    @Nullable
    TrackedEventMessage<?> await(long number, long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (number >= kept.count() && left > 0) {
                left = news.awaitNanos(left);
            }
            return kept.get(number);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        reader.interrupt();
    }
}
