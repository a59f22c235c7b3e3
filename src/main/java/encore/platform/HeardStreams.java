package encore.platform;

import org.axonframework.eventhandling.DomainEventMessage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What other nodes have stored lately, by aggregate: of each, the newest events that follow one
 * another. Not for several threads.
 */
final class HeardStreams {

    private final int most;
    private final Consumer<Object> forgotten;

    /** In the order of their last use. */
    private final Map<Object, List<DomainEventMessage<?>>> streams =
            new LinkedHashMap<>(16, 0.75f, true);
    private int events;

    /**
     * Has heard nothing.
     *
     * @param most so many events are kept
     * @param forgotten is told which aggregate's events are not kept any more
     */
    HeardStreams(int most, Consumer<Object> forgotten) {
        this.most = most;
        this.forgotten = forgotten;
    }

    /** An event heard twice counts once; before a gap, nothing counts. */
    void add(DomainEventMessage<?> event) {
        var stream = streams.computeIfAbsent(event.getAggregateIdentifier(),
                id -> new ArrayList<>(2));
        long next = stream.isEmpty() ? event.getSequenceNumber() : newest(stream) + 1;
        if (event.getSequenceNumber() < next) {
            return;
        }
        if (event.getSequenceNumber() > next) {
            events -= stream.size();
            stream.clear();
        }
        stream.add(event);
        events++;
        while (events > most) {
            var eldest = streams.keySet().iterator().next();
            forget(eldest);
            forgotten.accept(eldest);
        }
    }

    private static long newest(List<DomainEventMessage<?>> stream) {
        return stream.getLast().getSequenceNumber();
    }

    /** Whether nothing was heard of the aggregate that is newer than this. */
    boolean hasNothingAfter(Object aggregate, long number) {
        var stream = streams.get(aggregate);
        return stream == null || newest(stream) <= number;
    }

    /** All that comes after an event; nothing when the next one was not heard. */
    List<DomainEventMessage<?>> after(Object aggregate, long number) {
        var stream = streams.getOrDefault(aggregate, List.of());
        if (stream.isEmpty() || stream.getFirst().getSequenceNumber() > number + 1) {
            return List.of();
        }
        return stream.stream().filter(event -> event.getSequenceNumber() > number).toList();
    }

    void forget(Object aggregate) {
        var stream = streams.remove(aggregate);
        if (stream != null) {
            events -= stream.size();
        }
    }

    void clear() {
        streams.clear();
        events = 0;
    }
}
