package encore.replay;

import encore.kernel.Past;
import encore.kernel.StoredEvent;
import encore.kernel.view.Draft;
import encore.kernel.view.Drafts;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Reads events again, in large pages, and has a projection put them into a draft. While one page
 * is put in, the next is read and decoded.
 */
class Replay {

    private final ReadModel model;
    private final Past past;
    private final Draft draft;
    private final GivingWay givingWay;
    private long position;
    private long done;

    /** Begins after a position, when so many events have been read already. */
    Replay(ReadModel model, Past past, Draft draft, GivingWay givingWay, long position,
            long done) {
        this.model = model;
        this.past = past;
        this.draft = draft;
        this.givingWay = givingWay;
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

    /**
     * Reads up to a position, and says so after each page.
     *
     * @throws IllegalStateException naming the event that the projection can't take
     */
    void to(long target, Runnable afterPage) {
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
            put(page, target);
            position = last ? target : page.getLast().position();
            afterPage.run();
        }
    }

    private CompletableFuture<List<StoredEvent>> read(long after) {
        return CompletableFuture.supplyAsync(() -> {
            var page = past.after(after, givingWay.page());
            page.forEach(event -> {
                if (model.projection().canHandle(event.message())) {
                    decode(event);
                }
            });
            return page;
        }, Thread::startVirtualThread);
    }

    private static void decode(StoredEvent event) {
        try {
            event.event();
        } catch (RuntimeException e) {
            throw unreadable(event, e);
        }
    }

    private static List<StoredEvent> join(CompletableFuture<List<StoredEvent>> page) {
        try {
            return page.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void put(List<StoredEvent> page, long target) {
        var unitOfWork = DefaultUnitOfWork.<Message<?>>startAndGet(null);
        Drafts.use(draft, unitOfWork);
        unitOfWork.execute(() -> {
            for (var event : page) {
                if (event.position() <= target) {
                    put(event);
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
        return new IllegalStateException("event %s (%s of %s, position %d): %s".formatted(
                event.id(), event.message().getPayloadType().getSimpleName(), event.stream(),
                event.position(), cause.getMessage()), cause);
    }
}
