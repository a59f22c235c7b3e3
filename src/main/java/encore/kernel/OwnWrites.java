package encore.kernel;

import jakarta.annotation.PreDestroy;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;

/**
 * Whoever wrote something sees it in the next read, on whichever node that read is served: the
 * answer to a write leaves when every read model has passed it.
 *
 * <p>Events have one order (see {@code V1__encore.sql}), so a read model has passed a write once
 * its position, which it stores together with its rows, has reached the head seen after the write.
 */
@Component
public class OwnWrites {

    private static final Logger log = LoggerFactory.getLogger(OwnWrites.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration TICK = Duration.ofMillis(2);

    private final EventStore events;
    private final EventProcessingConfiguration processing;
    private final JdbcClient jdbc;
    private final Serializer serializer;
    private final Watch<Wanted, Boolean> watch = new Watch<>("own-writes", TICK, this::reached);

    /** A position that every processor whose name begins like this must reach. */
    private record Wanted(String processors, long position) {}

    OwnWrites(EventStore events, EventProcessingConfiguration processing, JdbcClient jdbc,
            Serializer serializer) {
        this.events = events;
        this.processing = processing;
        this.jdbc = jdbc;
        this.serializer = serializer;
    }

    /**
     * Waits until all read models show what was written before this call. A read model that lags
     * more than three seconds is not waited for: the write is safe, only its picture is late.
     *
     * @return whether they do
     */
    public boolean settle() {
        return await("projection-", PATIENCE);
    }

    /** The same, after an automation has reacted to what was written before this call. */
    public void settleAfter(String automation) {
        await(automation, PATIENCE);
        settle();
    }

    /** The same for a reaction that takes its time, such as placing the seats of an arena. */
    public void settleAfter(String automation, Duration patience) {
        await(automation, patience);
        settle();
    }

    private boolean await(String processors, Duration patience) {
        var head = events.createHeadToken();
        if (head == null) {
            return true;
        }
        long position = head.position().orElseThrow();
        boolean settled = watch.await(new Wanted(processors, position), patience).isPresent();
        if (!settled) {
            log.warn("{} has not reached event {} after {}", processors, position, patience);
        }
        return settled;
    }

    private Map<Wanted, Boolean> reached(Collection<Wanted> wanted) {
        var positions = positions();
        var reached = new HashMap<Wanted, Boolean>();
        for (var want : wanted) {
            if (positions.entrySet().stream()
                    .filter(processor -> processor.getKey().startsWith(want.processors()))
                    .allMatch(processor -> processor.getValue() >= want.position())) {
                reached.put(want, true);
            }
        }
        return reached;
    }

    /** What runs here tells where it is; the position of what runs elsewhere is in the database. */
    private Map<String, Long> positions() {
        var positions = new HashMap<String, Long>();
        var elsewhere = new HashSet<String>();
        processing.eventProcessors().forEach((name, processor) -> {
            if (processor instanceof StreamingEventProcessor streaming) {
                var here = streaming.processingStatus().values().stream()
                        .map(EventTrackerStatus::getCurrentPosition)
                        .mapToLong(position -> position.orElse(-1))
                        .min();
                here.ifPresentOrElse(p -> positions.put(name, p), () -> elsewhere.add(name));
            }
        });
        if (!elsewhere.isEmpty()) {
            jdbc.sql("select processor_name, token, token_type from token_entry"
                    + " where processor_name in (:names)")
                    .param("names", elsewhere)
                    .query(row -> {
                        positions.merge(row.getString(1),
                                position(row.getBytes(2), row.getString(3)), Math::min);
                    });
        }
        return positions;
    }

    private long position(byte[] token, String type) {
        if (token == null) {
            return -1;
        }
        TrackingToken read = serializer.deserialize(
                new SimpleSerializedObject<>(token, byte[].class, type, null));
        return read.position().orElse(-1);
    }

    @PreDestroy
    void close() {
        watch.close();
    }
}
