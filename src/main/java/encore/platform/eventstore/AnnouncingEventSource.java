package encore.platform.eventstore;

import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The events of Axon Server, for a processor that sends commands. Each event is announced before
 * the processor reacts to it, whichever node has stored it, so that no decision rests on an
 * outdated aggregate in memory.
 */
public final class AnnouncingEventSource
        implements StreamableMessageSource<TrackedEventMessage<?>> {

    private final StreamableMessageSource<TrackedEventMessage<?>> events;
    private final EventStoreListener listener;

    public AnnouncingEventSource(
            StreamableMessageSource<TrackedEventMessage<?>> events, EventStoreListener listener) {
        this.events = events;
        this.listener = listener;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(TrackingToken from) {
        var stream = events.openStream(from);
        return new BlockingStream<>() {
            @Override
            public Optional<TrackedEventMessage<?>> peek() {
                return stream.peek();
            }

            @Override
            public boolean hasNextAvailable(int timeout, TimeUnit unit)
                    throws InterruptedException {
                return stream.hasNextAvailable(timeout, unit);
            }

            @Override
            public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
                var event = stream.nextAvailable();
                if (event instanceof DomainEventMessage<?> stored) {
                    listener.storedElsewhere(stored);
                }
                return event;
            }

            @Override
            public void close() {
                stream.close();
            }
        };
    }

    @Override
    public TrackingToken createTailToken() {
        return events.createTailToken();
    }

    @Override
    public TrackingToken createHeadToken() {
        return events.createHeadToken();
    }
}
