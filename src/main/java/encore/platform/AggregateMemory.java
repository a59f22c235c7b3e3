package encore.platform;

import com.github.benmanes.caffeine.cache.Caffeine;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.ObjectProvider;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * The aggregates asked for lately, as they are after the newest event that this node knows of.
 *
 * <p>Another node may know of a newer one. A decision that stores events is then refused by the
 * event store, as these have the numbers of others, and is made again. A decision that stores none
 * (a refusal, or what was done already) is made again at once, and this time whatever comes from
 * here is compared with the store; so is what comes from here to a command within something larger,
 * which can't be decided again alone. Comparing takes one look at an index, however long the
 * stream.
 */
class AggregateMemory implements Cache {

    private static final int KEPT = 50_000;

    private final com.github.benmanes.caffeine.cache.Cache<Object, AggregateCacheEntry<?>> kept =
            Caffeine.newBuilder().maximumSize(KEPT).softValues().build();

    private final ThreadLocal<Decision> decisions = new ThreadLocal<>();
    private final ObjectProvider<EventStore> events;

    /** A command being decided on this thread, on trust in what is here. */
    private static final class Decision {
        private boolean usedMemory;
        private boolean storedEvents;
    }

    AggregateMemory(ObjectProvider<EventStore> events) {
        this.events = events;
    }

    /** Decides a command, and decides it again if that must not rest on trust. */
    <T> T decide(Supplier<T> command) {
        var onTrust = new Decision();
        decisions.set(onTrust);
        T answer;
        try {
            answer = command.get();
        } finally {
            decisions.remove();
        }
        return onTrust.usedMemory && !onTrust.storedEvents ? command.get() : answer;
    }

    /** The command being decided on this thread stores events. */
    void eventsAreStored() {
        var decision = decisions.get();
        if (decision != null) {
            decision.storedEvents = true;
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public <K, V> V get(K id) {
        var entry = kept.getIfPresent(id);
        if (entry == null) {
            return null;
        }
        var decision = decisions.get();
        if (decision != null) {
            decision.usedMemory = true;
        } else if (!isAsStored(id.toString(), entry)) {
            kept.invalidate(id);
            return null;
        }
        return (V) entry;
    }

    private boolean isAsStored(String id, AggregateCacheEntry<?> entry) {
        Long version = entry.recreateAggregate(null, null, null, null).version();
        return events.getObject().lastSequenceNumberFor(id).equals(Optional.ofNullable(version));
    }

    @Override
    public void put(Object key, Object aggregate) {
        kept.put(key, (AggregateCacheEntry<?>) aggregate);
    }

    @Override
    public boolean putIfAbsent(Object key, Object aggregate) {
        return kept.asMap().putIfAbsent(key, (AggregateCacheEntry<?>) aggregate) == null;
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
