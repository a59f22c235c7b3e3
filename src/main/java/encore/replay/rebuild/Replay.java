package encore.replay.rebuild;

import encore.kernel.EventLog;
import encore.kernel.StoredEvent;
import encore.readmodel.Draft;
import encore.readmodel.ReadModel;
import encore.readmodel.RowsResolver;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Reads events again, in large pages, and has a projection put them into a draft. While one page
 * is put in, the next is read and decoded.
 */
class Replay {

    private static final Logger log = LoggerFactory.getLogger(Replay.class);

    private final ReadModel model;
    private final EventLog eventLog;
    private final Draft draft;
    private final Throttle throttle;
    private final List<String> putAside = new ArrayList<>();
    private long position;
    private long done;

    /** Begins after a position, with the number of events read already. */
    Replay(
            ReadModel model,
            EventLog eventLog,
            Draft draft,
            Throttle throttle,
            long position,
            long done) {
        this.model = model;
        this.eventLog = eventLog;
        this.draft = draft;
        this.throttle = throttle;
        this.position = position;
        this.done = done;
    }

    long position() {
        return position;
    }

    long done() {
        return done;
    }

    Draft draft() {
        return draft;
    }

    /** The events put aside since this was last asked. */
    List<String> takePutAside() {
        var taken = List.copyOf(putAside);
        putAside.clear();
        return taken;
    }

    /**
     * Reads up to a position, and says so after each page.
     *
     * @param dead the events up to there that are put aside, not into the draft
     * @throws IllegalStateException naming the event that the projection can't take
     */
    void to(long target, Set<String> dead, Runnable afterPage) {
        if (position >= target) {
            return;
        }
        var next = read(position);
        while (position < target) {
            var page = join(next);
            boolean last = page.isEmpty() || page.getLast().position() >= target;
            if (!last) {
                next = read(page.getLast().position());
            }
            put(page, target, dead);
            position = last ? target : page.getLast().position();
            afterPage.run();
        }
    }

    private CompletableFuture<List<StoredEvent>> read(long after) {
        return CompletableFuture.supplyAsync(
                () -> {
                    var page = eventLog.after(after, throttle.page());
                    page.forEach(event -> {
                        if (model.projection().canHandle(event.message())) {
                            decode(event);
                        }
                    });
                    return page;
                },
                Thread::startVirtualThread);
    }

    /** Ahead of time; what can't be read is told when it is its turn, unless it is put aside. */
    private static void decode(StoredEvent event) {
        try {
            event.event();
        } catch (RuntimeException unreadable) {
            log.debug("{} can't be read", event.id(), unreadable);
        }
    }

    private static List<StoredEvent> join(CompletableFuture<List<StoredEvent>> page) {
        try {
            return page.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void put(List<StoredEvent> page, long target, Set<String> dead) {
        var unitOfWork = DefaultUnitOfWork.<Message<?>>startAndGet(null);
        RowsResolver.use(draft, unitOfWork);
        unitOfWork.execute(() -> {
            for (var event : page) {
                if (event.position() <= target) {
                    if (dead.contains(event.id())) {
                        putAside.add(event.id());
                    } else {
                        put(event);
                    }
                    done++;
                }
            }
        });
    }

    private void put(StoredEvent event) {
        try {
            model.projection().handle(event.message());
        } catch (Exception e) {
            throw unreadable(event, e);
        }
    }

    private static IllegalStateException unreadable(StoredEvent event, Exception cause) {
        return new IllegalStateException(
                "event %s (%s of %s, position %d): %s"
                        .formatted(
                                event.id(),
                                event.message().getPayloadType().getSimpleName(),
                                event.stream(),
                                event.position(),
                                cause.getMessage()),
                cause);
    }
}
