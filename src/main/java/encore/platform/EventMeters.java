package encore.platform;

import encore.kernel.Event;
import encore.kernel.StoredHere;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the events that this node has stored, by type: who was admitted, what was sold. */
@Component
class EventMeters {

    private final MeterRegistry registry;
    private final Map<Class<?>, Counter> stored = new ConcurrentHashMap<>();

    EventMeters(MeterRegistry registry, StoredHere storedHere) {
        this.registry = registry;
        storedHere.tell(event -> counterOf(event).increment());
    }

    private Counter counterOf(Event event) {
        return stored.computeIfAbsent(event.getClass(), type -> Counter
                .builder("encore.events.stored")
                .description("Events that this node has stored, and that are committed")
                .tag("type", type.getSimpleName())
                .register(registry));
    }
}
