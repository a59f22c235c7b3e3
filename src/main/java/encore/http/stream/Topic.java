package encore.http.stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Something that streams are about: when it may have changed, they are woken. It says so itself
 * ({@link #changed}), or is looked at now and then while anybody listens ({@link #watching}): that
 * is for what thousands listen to and changes many times a second.
 */
public final class Topic {

    private static final Logger log = LoggerFactory.getLogger(Topic.class);

    /** Is woken, and does not wait. */
    interface Listener {
        void wake();
    }

    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean isLookedAt = new AtomicBoolean();
    private final long every;
    private final @Nullable Supplier<?> state;
    private volatile long nextLook = System.nanoTime();
    private @Nullable Object seen;

    /** Of which is said when it has changed. */
    public Topic() {
        this(0, null);
    }

    private Topic(long every, @Nullable Supplier<?> state) {
        this.every = every;
        this.state = state;
    }

    /**
     * One that is looked at.
     *
     * @param state what is compared; it may wait, and is asked by one thread at a time
     */
    public static Topic watching(Duration every, Supplier<?> state) {
        return new Topic(every.toNanos(), state);
    }

    /** Wakes all who listen; from any thread, and without waiting for them. */
    public void changed() {
        listeners.forEach(Listener::wake);
    }

    void add(Listener listener) {
        listeners.add(listener);
    }

    void remove(Listener listener) {
        listeners.remove(listener);
    }

    boolean hasNobody() {
        return listeners.isEmpty();
    }

    /** Looks, if it is time to. */
    void look(long now, Executor threads) {
        if (state != null && now - nextLook >= 0 && isLookedAt.compareAndSet(false, true)) {
            nextLook = now + every;
            threads.execute(() -> look(state));
        }
    }

    private void look(Supplier<?> state) {
        try {
            var now = state.get();
            if (!Objects.equals(now, seen)) {
                seen = now;
                changed();
            }
        } catch (RuntimeException e) {
            // Whoever listens will ask, and be told what is wrong.
            log.debug("could not look whether something has changed", e);
            changed();
        } finally {
            isLookedAt.set(false);
        }
    }
}
