package encore.platform.eventstore;

import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;

/** An event store in PostgreSQL, whose readers follow the tail. */
public final class TailingEventStore extends EmbeddedEventStore {

    private final PostgresEventLog eventLog;
    private final PostgresEventTail tail;

    TailingEventStore(Builder builder, PostgresEventLog eventLog, PostgresEventTail tail) {
        super(builder);
        this.eventLog = eventLog;
        this.tail = tail;
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
