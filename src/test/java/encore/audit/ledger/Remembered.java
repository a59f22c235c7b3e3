package encore.audit.ledger;

import encore.kernel.Event;
import encore.kernel.EventLog;
import encore.kernel.StoredEvent;
import org.axonframework.eventhandling.GenericDomainEventMessage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A store of events in memory. */
public final class Remembered implements LineStory.Store, EventLog {

    private final List<StoredEvent> events = new ArrayList<>();

    public List<StoredEvent> all() {
        return events;
    }

    @Override
    public String add(String stream, Event event) {
        var stored = new StoredEvent(
                events.size(),
                new GenericDomainEventMessage<>("Any", stream, events.size(), event));
        events.add(stored);
        return stored.id();
    }

    @Override
    public long newest() {
        return head();
    }

    @Override
    public long head() {
        return events.size() - 1;
    }

    @Override
    public List<StoredEvent> after(long position, int atMost) {
        return events.stream().skip(position + 1).limit(atMost).toList();
    }

    @Override
    public List<StoredEvent> of(Collection<String> streams) {
        return events.stream().filter(event -> streams.contains(event.stream())).toList();
    }

    @Override
    public Map<String, Long> versions(Collection<String> streams) {
        throw new UnsupportedOperationException();
    }
}
