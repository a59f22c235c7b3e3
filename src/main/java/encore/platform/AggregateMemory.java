package encore.platform;

import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.ObjectProvider;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The aggregates asked for lately, as they are after the newest event that this node knows of.
 *
 * <p>Another node may know of a newer one. A decision that stores events is then refused by the
 * event store, as these have the numbers of others, and is made again. A decision that stores none
 * (a refusal, or what was done already) is made again at once, and this time whatever comes from
 * here is compared with the store, which takes one look at an index, however long the stream. Of a
 * crowd that waits for one aggregate, one looks for all who came before it looked.
 *
 * <p>A command within something larger (a step of the saga, an automation) can't be made again
 * alone; but it follows from an event, and where this node is told of what others store before it
 * reads on, whatever is here is as new as that event. That is enough to find that there is nothing
 * to do. Where it is not told so, what comes from here is compared with the store.
 */
class AggregateMemory implements Cache {

    private static final int KEPT = 50_000;

    /**
     * In the order of their last use: the newest matter most, even if they were asked for seldom
     * (a cache that goes by frequency forgets them first).
     */
    private final Map<Object, Kept> kept = newestUsed();

    /** The number of the newest event that another node has stored of an aggregate. */
    private final Map<Object, Long> heard = newestUsed();

    /** When an aggregate was compared that never was: before any command came. */
    private final long never = System.nanoTime();
    private final ThreadLocal<Decision> decisions = new ThreadLocal<>();
    private final ObjectProvider<EventStore> events;
    private final boolean hearsOfOthers;

    /**
     * An aggregate.
     *
     * @param comparedAt when it was last compared with the store and found to be as there
     */
    private record Kept(AggregateCacheEntry<?> entry, long comparedAt) {

        private long version() {
            return versionOf(entry);
        }

        /** Null when no event has ever been its own: its first command was refused. */
        private static Long versionOf(AggregateCacheEntry<?> entry) {
            return entry.recreateAggregate(null, null, null, null).version();
        }
    }

    /** A command being decided on this thread; who only looks at an aggregate has none. */
    private static final class Decision {
        private final long askedAt;
        private final boolean onTrust;
        private final Map<Object, Long> trusted = new HashMap<>();
        private boolean storesEvents;

        private Decision(long askedAt, boolean onTrust) {
            this.askedAt = askedAt;
            this.onTrust = onTrust;
        }
    }

    /**
     * Empty.
     *
     * @param hearsOfOthers whether it is told of what other nodes store, before any processor is
     */
    AggregateMemory(ObjectProvider<EventStore> events, boolean hearsOfOthers) {
        this.events = events;
        this.hearsOfOthers = hearsOfOthers;
    }

    private static <V> Map<Object, V> newestUsed() {
        return Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Object, V> eldest) {
                return size() > KEPT;
            }
        });
    }

    /** Decides a command, and decides it again if that must not rest on trust. */
    <T> T decide(Supplier<T> command) {
        var decision = new Decision(System.nanoTime(), true);
        T answer = decide(decision, command);
        return decision.trusted.isEmpty() || decision.storesEvents ? answer
                : decide(new Decision(decision.askedAt, false), command);
    }

    /** Decides a command within something larger, once. */
    <T> T decideWithin(Supplier<T> command) {
        return decide(new Decision(System.nanoTime(), hearsOfOthers), command);
    }

    private <T> T decide(Decision decision, Supplier<T> command) {
        decisions.set(decision);
        try {
            return command.get();
        } finally {
            decisions.remove();
        }
    }

    /** Another node has stored this. */
    void storedElsewhere(DomainEventMessage<?> event) {
        heard.put(event.getAggregateIdentifier(), event.getSequenceNumber());
        kept.computeIfPresent(event.getAggregateIdentifier(), (id, found) ->
                found.version() < event.getSequenceNumber() ? null : found);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <K, V> V get(K id) {
        var found = kept.get(id);
        if (found == null) {
            return null;
        }
        var decision = decisions.get();
        if (decision == null || found.comparedAt() - decision.askedAt < 0) {
            if (decision != null && decision.onTrust) {
                decision.trusted.put(id, found.version());
            } else if (!isAsStored(id, found)) {
                kept.remove(id);
                return null;
            }
        }
        return (V) found.entry();
    }

    private boolean isAsStored(Object id, Kept found) {
        long now = System.nanoTime();
        boolean isAsStored = events.getObject().lastSequenceNumberFor(id.toString())
                .equals(Optional.of(found.version()));
        if (isAsStored) {
            kept.replace(id, found, new Kept(found.entry(), now));
        }
        return isAsStored;
    }

    /**
     * A decision is through, whether it made something of the aggregate or not. What was heard of
     * while it was being made, the aggregate may lack: it is not kept then.
     */
    @Override
    public void put(Object id, Object aggregate) {
        var entry = (AggregateCacheEntry<?>) aggregate;
        var version = Kept.versionOf(entry);
        if (version == null) {
            return;
        }
        kept.compute(id, (same, before) -> heard.getOrDefault(id, version) > version ? null
                : new Kept(entry, before == null ? never : before.comparedAt()));
        var decision = decisions.get();
        if (decision != null && !decision.trusted.getOrDefault(id, version).equals(version)) {
            decision.storesEvents = true;
        }
    }

    @Override
    public boolean putIfAbsent(Object key, Object aggregate) {
        return kept.putIfAbsent(key, new Kept((AggregateCacheEntry<?>) aggregate, never)) == null;
    }

    @Override
    public boolean remove(Object key) {
        return kept.remove(key) != null;
    }

    @Override
    public boolean containsKey(Object key) {
        return kept.containsKey(key);
    }

    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        throw new UnsupportedOperationException("nobody listens");
    }
}
