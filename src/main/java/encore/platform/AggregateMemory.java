package encore.platform;

import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.beans.factory.ObjectProvider;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The aggregates asked for lately, as they are after the newest event that this node knows of. What
 * another node stores of one is made up for when it is asked for again; and one that another node
 * began a moment ago is not read, either.
 *
 * <p>Another node may know of a newer event. If a decision stores events of an aggregate, the event
 * store compares: they would have the numbers of others, and it is made again. If it stores none of
 * it (a refusal, or what was done already, or an aggregate that was only asked), the aggregate is
 * compared with the store before the decision counts: one look at an index, however long the
 * stream. Of a crowd that waits for one aggregate, one looks for all who came before it looked.
 */
class AggregateMemory implements Cache, EventTail.Others {

    /** How much is kept, in events: an aggregate grows with its stream, up to a point. */
    private static final int MOST = 500_000;
    private static final int LEAST_OF_ONE = 5;
    private static final int MOST_OF_ONE = 2_000;

    /** So many events of other nodes are remembered. */
    private static final int MOST_HEARD = 20_000;
    private static final long BEFORE_THE_FIRST = -1;

    /**
     * In the order of their last use: the newest matter most, even if they were asked for seldom
     * (a cache that goes by frequency forgets them first).
     */
    private final LinkedHashMap<Object, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
    private int weight;

    private final HeardStreams heard = new HeardStreams(MOST_HEARD, this::forget);

    /** When an aggregate was compared that never was: before any command came. */
    private final long never = System.nanoTime();
    private final ThreadLocal<Decision> decisions = new ThreadLocal<>();
    private final ObjectProvider<EventStore> events;

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
            this.weight = version == null ? LEAST_OF_ONE
                    : Math.toIntExact(Math.min(LEAST_OF_ONE + version, MOST_OF_ONE));
        }

        private EventSourcedAggregate<?> aggregate() {
            return entry.recreateAggregate(null, null, null, null);
        }

        /** Null when no event has ever been its own: its first command was refused. */
        private Long version() {
            return aggregate().version();
        }
    }

    /** A command being decided on this thread, and the aggregates that it has from here. */
    private static final class Decision {
        private final long askedAt = System.nanoTime();
        private final Map<Object, Trusted> trusted = new HashMap<>();

        private void stores(EventMessage<?> event) {
            if (event instanceof DomainEventMessage<?> stored) {
                trusted.computeIfPresent(stored.getAggregateIdentifier(),
                        (id, found) -> found.andMore());
            }
        }
    }

    /** What is taken to be the newest event of an aggregate. */
    private static final class Trusted {

        /** Null when it was made of what other nodes have stored. */
        private final Kept kept;
        private final long version;
        private boolean storesMore;

        private Trusted(Kept kept, long version) {
            this.kept = kept;
            this.version = version;
        }

        private Trusted andMore() {
            storesMore = true;
            return this;
        }

        private boolean hasChanged() {
            return storesMore || kept != null && kept.version() != version;
        }

        private boolean wasComparedAfter(long nanos) {
            return kept != null && kept.comparedAt - nanos >= 0;
        }
    }

    /** Empty. */
    AggregateMemory(ObjectProvider<EventStore> events) {
        this.events = events;
    }

    /** Decides a command; who only looks at an aggregate does so outside. */
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
        boolean overtaken = false;
        for (var found : decision.trusted.entrySet()) {
            var trusted = found.getValue();
            if (!trusted.hasChanged() && !trusted.wasComparedAfter(decision.askedAt)
                    && !isAsStored(found.getKey(), trusted)) {
                remove(found.getKey());
                overtaken = true;
            }
        }
        if (overtaken) {
            throw new ConcurrencyException("another node has changed what this was decided on");
        }
    }

    private boolean isAsStored(Object id, Trusted trusted) {
        long now = System.nanoTime();
        boolean isAsStored = events.getObject().lastSequenceNumberFor(id.toString())
                .equals(Optional.of(trusted.version));
        if (isAsStored && trusted.kept != null) {
            trusted.kept.comparedAt = now;
        }
        return isAsStored;
    }

    @Override
    public synchronized void stored(DomainEventMessage<?> event) {
        heard.add(event);
    }

    @Override
    public synchronized void lost() {
        kept.clear();
        heard.clear();
        weight = 0;
    }

    /**
     * All events of an aggregate that other nodes have begun and gone on with, and this one never
     * kept; none, if any may be missing. The decision on this thread rests on them.
     */
    synchronized List<DomainEventMessage<?>> heardOf(String id) {
        var decision = decisions.get();
        if (decision == null) {
            return List.of();
        }
        var events = heard.after(id, BEFORE_THE_FIRST);
        if (!events.isEmpty()) {
            decision.trusted.put(id, new Trusted(null, events.getLast().getSequenceNumber()));
        }
        return events;
    }

    /** The decision on this thread will store these. */
    void decided(List<? extends EventMessage<?>> events) {
        var decision = decisions.get();
        if (decision != null) {
            events.forEach(decision::stores);
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public <K, V> V get(K id) {
        var found = upToDate(id);
        if (found == null) {
            return null;
        }
        var decision = decisions.get();
        if (decision != null) {
            decision.trusted.put(id, new Trusted(found, found.version()));
        }
        return (V) found.entry;
    }

    /** Whoever asks has the lock of the aggregate. */
    private synchronized Kept upToDate(Object id) {
        var found = kept.get(id);
        if (found == null || heard.hasNothingAfter(id, found.version())) {
            return found;
        }
        var news = heard.after(id, found.version());
        if (news.isEmpty()) {
            forget(id);
            return null;
        }
        found.aggregate().initializeState(DomainEventStream.of(news));
        return found;
    }

    /** A decision is through, whether it made something of the aggregate or not. */
    @Override
    public synchronized void put(Object id, Object aggregate) {
        var before = kept.get(id);
        var now = new Kept((AggregateCacheEntry<?>) aggregate,
                before == null ? never : before.comparedAt);
        forget(id);
        if (now.version() == null) {
            return;
        }
        if (heard.hasNothingAfter(id, now.version())) {
            heard.forget(id);
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

    /** A decision that rested on it came to nothing: next time it is read. */
    @Override
    public synchronized boolean remove(Object id) {
        heard.forget(id);
        return forget(id);
    }

    private boolean forget(Object id) {
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
