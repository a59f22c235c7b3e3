package encore.platform.command;

import encore.kernel.work.SharedLooks;
import encore.platform.eventstore.EventStoreListener;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The aggregates used last, as they are after the newest event that this node knows of (rule 9).
 *
 * <p>Another node may know of a newer event. If a decision stores events of an aggregate, the event
 * store compares their numbers, and an overtaken decision is made again. If it stores none (a
 * refusal, a repeated command, an aggregate that was only read), the aggregate's version is
 * compared with the store before the decision counts: one look at an index, however long the
 * stream. One look serves all commands that came before it.
 */
class AggregateCache implements Cache, EventStoreListener {

    /** How much is kept, in events: an aggregate grows with its stream, up to a limit. */
    private static final int MOST = 500_000;

    private static final int LEAST_OF_ONE = 5;
    private static final int MOST_OF_ONE = 2_000;

    /** For how many aggregates the newest event of another node is remembered. */
    private static final int MOST_HEARD = 50_000;

    /**
     * In the order of their last use: the newest matter most, even if they were asked for seldom
     * (a cache that goes by frequency forgets them first).
     */
    private final LinkedHashMap<Object, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

    private int weight;

    /** The number of the newest event that another node has stored of an aggregate. */
    private final Map<Object, Long> heard = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Long> eldest) {
            return size() > MOST_HEARD;
        }
    };

    /** When an aggregate was compared that never was: before any command came. */
    private final long never = System.nanoTime();

    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Decision> decisions = new ThreadLocal<>();

    private final SharedLooks<Map<String, Long>> versions;

    /** An aggregate; it changes with each decision. */
    private static final class Kept {

        private final AggregateCacheEntry<?> entry;
        private final int weight;

        /** When it was last compared with the store and found to be as there. */
        private volatile long comparedAt;

        private Kept(AggregateCacheEntry<?> entry, long comparedAt) {
            this.entry = entry;
            this.comparedAt = comparedAt;
            var version = version();
            this.weight = version == null
                    ? LEAST_OF_ONE
                    : Math.toIntExact(Math.min(LEAST_OF_ONE + version, MOST_OF_ONE));
        }

        private EventSourcedAggregate<?> aggregate() {
            return entry.recreateAggregate(null, null, null, null);
        }

        /** Null when no event has ever been its own: its first command was refused. */
        private @Nullable Long version() {
            return aggregate().version();
        }
    }

    /** A command being decided on this thread, and the aggregates that it has from here. */
    private static final class Decision {
        private final long askedAt = System.nanoTime();
        private final Map<Object, Trusted> trusted = new HashMap<>();
    }

    private record Trusted(Kept kept, long version) {

        private boolean hasChanged() {
            return !Objects.equals(kept.version(), version);
        }
    }

    /**
     * Empty.
     *
     * @param versions how far streams are in the store; a stream without events has none
     */
    AggregateCache(SharedLooks<Map<String, Long>> versions) {
        this.versions = versions;
    }

    /** Decides a command. Code that only reads an aggregate does so outside. */
    <T> T decide(Supplier<T> command) {
        decisions.set(new Decision());
        try {
            return command.get();
        } finally {
            decisions.remove();
        }
    }

    /**
     * Compares what the decision on this thread rests on, and stores no event of, with the store.
     *
     * @throws ConcurrencyException when another node was faster, and it must be made again
     */
    void compare() {
        var decision = decisions.get();
        var doubtful = new HashMap<Object, Trusted>();
        decision.trusted.forEach((id, trusted) -> {
            if (!trusted.hasChanged() && trusted.kept().comparedAt - decision.askedAt < 0) {
                doubtful.put(id, trusted);
            }
        });
        if (!doubtful.isEmpty() && wereOvertaken(doubtful)) {
            throw new ConcurrencyException("another node has changed what this was decided on");
        }
    }

    private boolean wereOvertaken(Map<Object, Trusted> doubtful) {
        long now = System.nanoTime();
        var stored =
                versions.of(doubtful.keySet().stream().map(Object::toString).toList());
        boolean overtaken = false;
        for (var doubt : doubtful.entrySet()) {
            var trusted = doubt.getValue();
            if (Objects.equals(stored.get(doubt.getKey().toString()), trusted.version())) {
                trusted.kept().comparedAt = now;
            } else {
                remove(doubt.getKey());
                overtaken = true;
            }
        }
        return overtaken;
    }

    @Override
    public synchronized void storedElsewhere(DomainEventMessage<?> event) {
        heard.put(event.getAggregateIdentifier(), event.getSequenceNumber());
        var found = kept.get(event.getAggregateIdentifier());
        if (found != null && known(found) < event.getSequenceNumber()) {
            remove(event.getAggregateIdentifier());
        }
    }

    /** The version of an aggregate that is kept: each has one. */
    private static long known(Kept found) {
        return Objects.requireNonNull(found.version());
    }

    @Override
    public synchronized void wentBack() {
        kept.clear();
        heard.clear();
        weight = 0;
    }

    @Override
    @SuppressWarnings("unchecked")
    public synchronized <K, V> @Nullable V get(K id) {
        var found = kept.get(id);
        if (found == null) {
            return null;
        }
        var decision = decisions.get();
        if (decision != null) {
            decision.trusted.put(id, new Trusted(found, known(found)));
        }
        return (V) found.entry;
    }

    /**
     * A decision is through, whether it made something of the aggregate or not. What was heard of
     * while it was being made, the aggregate may lack: it is not kept then.
     */
    @Override
    public synchronized void put(Object id, Object aggregate) {
        var before = kept.get(id);
        var now = new Kept(
                (AggregateCacheEntry<?>) aggregate, before == null ? never : before.comparedAt);
        remove(id);
        var version = now.version();
        if (version == null || heard.getOrDefault(id, version) > version) {
            return;
        }
        kept.put(id, now);
        weight += now.weight;
        var eldest = kept.values().iterator();
        while (weight > MOST) {
            weight -= eldest.next().weight;
            eldest.remove();
        }
    }

    @Override
    public synchronized boolean putIfAbsent(Object id, Object aggregate) {
        if (kept.containsKey(id)) {
            return false;
        }
        put(id, aggregate);
        return true;
    }

    @Override
    public synchronized boolean remove(Object id) {
        var removed = kept.remove(id);
        if (removed != null) {
            weight -= removed.weight;
        }
        return removed != null;
    }

    @Override
    public synchronized boolean containsKey(Object id) {
        return kept.containsKey(id);
    }

    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        throw new UnsupportedOperationException("nobody listens");
    }
}
