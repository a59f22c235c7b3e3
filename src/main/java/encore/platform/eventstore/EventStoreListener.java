package encore.platform.eventstore;

import org.axonframework.eventhandling.DomainEventMessage;

/** Is told what has become of the event store behind this node's back, before anybody reacts. */
public interface EventStoreListener {

    /** Another node has stored this event. */
    void storedElsewhere(DomainEventMessage<?> event);

    /** The store has lost events that were in it. */
    void wentBack();
}
