package encore.platform;

import com.github.benmanes.caffeine.cache.Caffeine;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;

import java.util.function.Supplier;

/**
 * The aggregates asked for lately, as they are after the newest event that this node knows of.
 *
 * <p>Another node may know of a newer one. A decision that stores events is then refused by the
 * event store, as these have the numbers of others, and is made again. A decision that stores none
 * (a refusal, or what was done already) is believed only if it was made on what is stored: see
 * {@link #decide}.
 */
class AggregateMemory implements Cache {

    private static final int KEPT = 50_000;

    private final com.github.benmanes.caffeine.cache.Cache<Object, Object> kept =
            Caffeine.newBuilder().maximumSize(KEPT).softValues().build();

    private final ThreadLocal<Decision> decisions = new ThreadLocal<>();

    /** One command being decided on this thread. */
    private static final class Decision {

        private final boolean isFromStore;
        private boolean usedMemory;
        private boolean storedEvents;

        private Decision(boolean isFromStore) {
            this.isFromStore = isFromStore;
        }
    }

    /** Decides a command, from memory if that will do, else again from the store. */
    <T> T decide(Supplier<T> command) {
        var fromMemory = new Decision(false);
        var answer = decide(command, fromMemory);
        return fromMemory.usedMemory && !fromMemory.storedEvents
                ? decide(command, new Decision(true)) : answer;
    }

    private <T> T decide(Supplier<T> command, Decision decision) {
        decisions.set(decision);
        try {
            return command.get();
        } finally {
            decisions.remove();
        }
    }

    /** The command being decided on this thread stores events. */
    void eventsAreStored() {
        var decision = decisions.get();
        if (decision != null) {
            decision.storedEvents = true;
        }
    }

    /** A command within something larger can't be decided again alone: never from memory. */
    @Override
    @SuppressWarnings("unchecked")
    public <K, V> V get(K key) {
        var decision = decisions.get();
        if (decision == null || decision.isFromStore) {
            return null;
        }
        var aggregate = kept.getIfPresent(key);
        decision.usedMemory |= aggregate != null;
        return (V) aggregate;
    }

    @Override
    public void put(Object key, Object aggregate) {
        kept.put(key, aggregate);
    }

    @Override
    public boolean putIfAbsent(Object key, Object aggregate) {
        return kept.asMap().putIfAbsent(key, aggregate) == null;
    }

    @Override
    public boolean remove(Object key) {
        return kept.asMap().remove(key) != null;
    }

    @Override
    public boolean containsKey(Object key) {
        return kept.asMap().containsKey(key);
    }

    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        throw new UnsupportedOperationException("nobody listens");
    }
}
