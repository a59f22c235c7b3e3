package encore.kernel.metrics;

import encore.kernel.Event;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.function.Consumer;

/** Tells what this node has stored, once committed: each event on one node, and there once. */
@Component
public class CommittedEvents {

    private final EventStore events;

    CommittedEvents(EventStore events) {
        this.events = events;
    }

    /** The listener is called on the thread that has stored, so it must be quick. */
    public void tell(Consumer<Event> listener) {
        events.subscribe(stored -> {
            if (CurrentUnitOfWork.isStarted()) {
                CurrentUnitOfWork.get().afterCommit(committed -> tell(stored, listener));
            } else {
                tell(stored, listener);
            }
        });
    }

    private static void tell(List<? extends EventMessage<?>> stored, Consumer<Event> listener) {
        stored.stream()
                .map(EventMessage::getPayload)
                .filter(Event.class::isInstance)
                .map(Event.class::cast)
                .forEach(listener);
    }
}
