package encore.kernel;

import org.axonframework.eventhandling.DomainEventMessage;

import java.time.Instant;

/**
 * An event as it lies in the store.
 *
 * @param position its place in the one order of all events; -1 where the store does not tell it
 *     (a single stream, read from Axon Server)
 */
public record StoredEvent(long position, DomainEventMessage<?> message) {

    public String id() {
        return message.getIdentifier();
    }

    /** Whose event it is, with the type: {@code seat:…}, {@code points:…}. */
    public String stream() {
        return message.getAggregateIdentifier();
    }

    /** Its place in its own stream, from 0. */
    public long sequence() {
        return message.getSequenceNumber();
    }

    public Instant at() {
        return message.getTimestamp();
    }

    /**
     * What happened; read from its stored form when first asked for.
     *
     * @throws org.axonframework.serialization.SerializationException when it can't be read
     */
    public Event event() {
        return (Event) message.getPayload();
    }
}
