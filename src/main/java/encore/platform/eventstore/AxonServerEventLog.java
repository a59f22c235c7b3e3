package encore.platform.eventstore;

import encore.kernel.EventLog;
import encore.kernel.EventTail;
import encore.kernel.StoredEvent;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Reads from Axon Server, a page a stream: it has no other way to say where to begin. */
class AxonServerEventLog implements EventLog, EventTail {

    private static final int PATIENCE_SECONDS = 5;

    private final EventStore events;
    private final AtomicLong seen = new AtomicLong(-1);

    AxonServerEventLog(EventStore events) {
        this.events = events;
    }

    @Override
    public long head() {
        var head = events.createHeadToken();
        return head == null ? -1 : head.position().orElse(-1);
    }

    @Override
    public void catchUp() {
        seen.accumulateAndGet(head(), Math::max);
    }

    /** The server does not tell whose event is where, so a write is found by looking again. */
    @Override
    public long position() {
        catchUp();
        return seen.get();
    }

    @Override
    public List<StoredEvent> after(long position, int atMost) {
        var page = new ArrayList<StoredEvent>();
        long head = head();
        var from = position < 0 ? null : new GlobalSequenceTrackingToken(position);
        try (BlockingStream<TrackedEventMessage<?>> stream = events.openStream(from)) {
            long last = position;
            while (page.size() < atMost
                    && last < head
                    && stream.hasNextAvailable(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                var next = stream.nextAvailable();
                last = next.trackingToken().position().orElseThrow();
                page.add(new StoredEvent(last, (DomainEventMessage<?>) next));
            }
            if (page.isEmpty() && last < head) {
                throw new IllegalStateException("Axon Server does not give event " + (last + 1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading events", e);
        }
        return page;
    }

    @Override
    public List<StoredEvent> of(Collection<String> streams) {
        return streams.stream()
                .flatMap(stream -> events.readEvents(stream).asStream())
                .map(message -> new StoredEvent(-1, message))
                .toList();
    }

    @Override
    public Map<String, Long> versions(Collection<String> streams) {
        var versions = new HashMap<String, Long>();
        streams.forEach(stream -> events.lastSequenceNumberFor(stream)
                .ifPresent(version -> versions.put(stream, version)));
        return versions;
    }
}
