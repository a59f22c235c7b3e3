package encore.readmodel;

import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A read model as this node sees it. Its tables are written by the node that has its processor,
 * some moments after the events. Here the same event handlers follow the events as this node reads
 * them, and change the pieces in memory. So every node answers from memory, and is as new as the
 * events it knows of.
 *
 * <p>A piece is read from the tables together with their position. The changes since that position
 * are remembered, and applied to the piece. So it does not matter which node writes the tables, or
 * when, or that they went back: memory is the tables at a known position, and all changes after it.
 *
 * <p>Where a handler fails here, or events were put aside as dead letters, memory would differ from
 * the tables. Then it is given up, and the tables are asked.
 */
public final class View {

    private static final Logger log = LoggerFactory.getLogger(View.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration PATIENCE_WITH_TABLES = Duration.ofMillis(500);
    private static final long PAUSE_NANOS = 300_000;

    /** So far behind the events the tables may be. */
    private static final int MOST_CHANGES = 200_000;

    private final String processor;
    private final ViewSource source;
    private final List<Listener> kept = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();

    /** What has changed since the tables were last looked at. */
    private final ArrayDeque<RowChange<?>> changes = new ArrayDeque<>();

    private @Nullable BlockingStream<TrackedEventMessage<?>> events;
    private @Nullable ReadModel model;
    private long position = -1;
    private long stored = -1;
    private long edition = -1;
    private long gaveUpAt = -1;
    private boolean inMemory;

    /** Is told of each change while nothing else changes. */
    interface Listener {

        void take(RowChange<?> change);

        /** Memory is given up: whatever was made of the changes is no longer true. */
        void forget();
    }

    View(String processor, ViewSource source) {
        this.processor = processor;
        this.source = source;
    }

    String processor() {
        return processor;
    }

    void add(Listener another) {
        kept.add(another);
    }

    void begin(ReadModel model) {
        this.model = model;
    }

    /** Takes in all events that this node knows of, and waits for them if need be. */
    void reachNewest() {
        long newest = source.newest();
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (undisturbed(this::takeInWhatCame) < newest && System.nanoTime() < patience) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Answers with the position reached; any, where memory is given up. */
    long takeInWhatCame() {
        try {
            var stream = events;
            if (inMemory && stream != null && stream.peek().isPresent()) {
                var unitOfWork = DefaultUnitOfWork.<Message<?>>startAndGet(null);
                RowsResolver.use(this::rows, unitOfWork);
                unitOfWork.execute(() -> takeIn(stream, Objects.requireNonNull(model)));
            }
        } catch (RuntimeException e) {
            log.warn("{} is answered from its tables for now", processor, e);
            giveUp();
        }
        return inMemory ? position : Long.MAX_VALUE;
    }

    private void takeIn(BlockingStream<TrackedEventMessage<?>> events, ReadModel model) {
        try {
            while (events.peek().isPresent()) {
                var event = events.nextAvailable();
                long at = event.trackingToken().position().orElseThrow();
                if (at > position) {
                    position = at;
                    if (model.projection().canHandle(event)) {
                        model.projection().handle(event);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private <R> Rows<R> rows(TableMapping<R> table) {
        return new Rows<>() {
            @Override
            public void put(R row) {
                changed(RowChange.put(table, position, row));
            }

            @Override
            public void change(Object key, Consumer<R> change) {
                changed(RowChange.change(table, position, key, change));
            }

            @Override
            public void changeIfThere(Object key, Consumer<R> change) {
                change(key, change);
            }

            @Override
            public void remove(Object key) {
                changed(RowChange.remove(table, position, key));
            }
        };
    }

    private void changed(RowChange<?> change) {
        if (position > stored) {
            changes.add(change);
        }
        kept.forEach(pieces -> pieces.take(change));
    }

    /**
     * Tells how the tables stand.
     *
     * @param storedNow the position they are at
     * @param editionNow changes when they were written by anything but their processor
     * @param areWhole whether they have taken in all events up to there
     */
    void tablesAre(long storedNow, long editionNow, boolean areWhole) {
        undisturbed(() -> {
            if (!areWhole || editionNow != edition || storedNow < stored) {
                giveUp();
                gaveUpAt = storedNow;
            }
            if (areWhole && !inMemory && storedNow >= gaveUpAt) {
                events = source.eventsAfter(storedNow);
                position = storedNow;
                inMemory = true;
            }
            edition = editionNow;
            stored = storedNow;
            while (!changes.isEmpty() && changes.getFirst().position() <= stored) {
                changes.removeFirst();
            }
            if (changes.size() > MOST_CHANGES) {
                log.warn(
                        "{} is answered from its tables, which are {} changes behind",
                        processor,
                        changes.size());
                giveUp();
            }
            return null;
        });
    }

    /** Until the tables have come as far. */
    private void giveUp() {
        inMemory = false;
        gaveUpAt = position;
        changes.clear();
        kept.forEach(Listener::forget);
        if (events != null) {
            events.close();
            events = null;
        }
    }

    /** Does something with what is in memory, while it does not change. */
    <T> T undisturbed(Supplier<T> task) {
        lock.lock();
        try {
            return task.get();
        } finally {
            lock.unlock();
        }
    }

    /** Whether it can be answered from memory; asked {@link #undisturbed}. */
    boolean isInMemory() {
        return inMemory;
    }

    /** Reads a piece and does not keep it, as it is after whatever this node knows of. */
    public <P extends Piece> P once(Supplier<P> piece) {
        reachNewest();
        while (undisturbed(this::isInMemory)) {
            var found = read(piece);
            boolean isUpToDate = undisturbed(() -> {
                boolean canBe = remembersAllSince(found);
                if (canBe) {
                    changesSince(found).forEach(found.rows()::take);
                }
                return canBe;
            });
            if (isUpToDate) {
                return found.rows();
            }
            lookAtTables();
        }
        return fromTheTables(piece);
    }

    /** Waits until the tables are as new as this node, if they are not all too late, and reads. */
    <T> T fromTheTables(Supplier<T> rows) {
        long newest = source.newest();
        long patience = System.nanoTime() + PATIENCE_WITH_TABLES.toNanos();
        var found = read(rows);
        while (found.position() < newest && System.nanoTime() < patience) {
            LockSupport.parkNanos(20_000_000);
            found = read(rows);
        }
        return found.rows();
    }

    <T> ViewSource.Read<T> read(Supplier<T> rows) {
        return source.read(processor, rows);
    }

    /** Whether all changes since this was read are remembered; asked {@link #undisturbed}. */
    boolean remembersAllSince(ViewSource.Read<?> read) {
        return inMemory && read.edition() == edition && read.position() >= stored;
    }

    /** The changes made since this was read, oldest first; asked {@link #undisturbed}. */
    Stream<RowChange<?>> changesSince(ViewSource.Read<?> read) {
        return changes.stream().filter(change -> change.position() > read.position());
    }

    /** Looks at the tables again: what was read of them is of another time. */
    void lookAtTables() {
        source.lookAtTables();
        reachNewest();
    }
}
