package encore.platform.eventstore;

import encore.kernel.StoredEvent;
import encore.kernel.work.SharedLooks;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An event store in PostgreSQL, whose readers follow the tail. Streams that are wanted at the same
 * time are read together.
 */
public final class TailingEventStore extends EmbeddedEventStore {

    private final PostgresEventLog eventLog;
    private final PostgresEventTail tail;
    private final SharedLooks<Map<String, List<DomainEventMessage<?>>>> streams;

    TailingEventStore(Builder builder, PostgresEventLog eventLog, PostgresEventTail tail) {
        super(builder);
        this.eventLog = eventLog;
        this.tail = tail;
        this.streams = new SharedLooks<>(wanted -> eventLog.of(wanted).stream()
                .collect(Collectors.groupingBy(
                        StoredEvent::stream,
                        Collectors.mapping(StoredEvent::message, Collectors.toList()))));
    }

    @Override
    public DomainEventStream readEvents(String stream) {
        return DomainEventStream.of(streams.of(List.of(stream)).getOrDefault(stream, List.of()));
    }

    @Override
    public TrackingEventStream openStream(TrackingToken from) {
        return follow(from, BatchPace.PROMPT);
    }

    /** The same at a pace. */
    public TrackingEventStream follow(TrackingToken from, BatchPace pace) {
        return new TailingEventStream(
                eventLog, tail, pace, from == null ? -1 : from.position().orElse(-1));
    }
}
