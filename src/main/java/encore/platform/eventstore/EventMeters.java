package encore.platform.eventstore;

import encore.kernel.metrics.CommittedEvents;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Counts the events that this node has stored, by type: who was admitted, what was sold. Each is
 * there from the start, so that the first shows as a rise.
 */
@Component
class EventMeters {

    EventMeters(MeterRegistry registry, CommittedEvents storedHere) {
        Map<Class<?>, Counter> stored = EventSerializer.scan().values().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(),
                        type -> Counter.builder("encore.events.stored")
                                .description(
                                        "Events that this node has stored, and that are committed")
                                .tag("type", type.getSimpleName())
                                .register(registry)));
        storedHere.tell(
                event -> Objects.requireNonNull(stored.get(event.getClass())).increment());
    }
}
