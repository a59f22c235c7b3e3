package encore.platform.eventstore;

import encore.kernel.StoredEvent;
import encore.kernel.StreamsAhead;
import encore.kernel.work.SharedLooks;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An event store in PostgreSQL, whose readers follow the tail. Streams that are wanted at the same
 * time are read together.
 */
public final class TailingEventStore extends EmbeddedEventStore implements StreamsAhead {

    private static final String AHEAD = "streams-read-ahead";

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
        var ahead = ahead(stream);
        return DomainEventStream.of(
                ahead != null
                        ? ahead
                        : streams.of(List.of(stream)).getOrDefault(stream, List.of()));
    }

    @Override
    public void readAhead(Collection<String> wanted) {
        if (!wanted.isEmpty()) {
            CurrentUnitOfWork.get()
                    .root()
                    .resources()
                    .put(AHEAD, new HashMap<>(streams.of(wanted)));
        }
    }

    private static @Nullable List<DomainEventMessage<?>> ahead(String stream) {
        if (!CurrentUnitOfWork.isStarted()) {
            return null;
        }
        Map<String, List<DomainEventMessage<?>>> ahead =
                CurrentUnitOfWork.get().root().getResource(AHEAD);
        return ahead == null ? null : ahead.remove(stream);
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
