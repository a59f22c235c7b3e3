package encore.kernel;

import jakarta.annotation.PreDestroy;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whoever wrote something sees it in the next read, on whichever node that read is served: the answer
 * to a write leaves when every read model has passed it.
 *
 * <p>Events have one order (see {@code V1__encore.sql}), so a read model has passed a write once its
 * position, which it stores together with its rows, has reached the head seen after the write.
 */
@Component
public class OwnWrites {

    private static final Logger log = LoggerFactory.getLogger(OwnWrites.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration TICK = Duration.ofMillis(2);

    private final EventStore events;
    private final JdbcClient jdbc;
    private final Serializer serializer;
    private final Watch<Wanted, Boolean> watch = new Watch<>("own-writes", TICK, this::reached);

    /** A position that one processor, or with a name ending in {@code %} all of them, must reach. */
    private record Wanted(String processor, long position) {}

    OwnWrites(EventStore events, JdbcClient jdbc, Serializer serializer) {
        this.events = events;
        this.jdbc = jdbc;
        this.serializer = serializer;
    }

    /**
     * Waits until all read models show what was written before this call. A read model that lags more
     * than three seconds is not waited for: the write is safe, only its picture is late.
     */
    public void settle() {
        await("projection-%", PATIENCE);
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

    private void await(String processor, Duration patience) {
        var head = events.createHeadToken();
        if (head == null) {
            return;
        }
        long position = head.position().orElseThrow();
        if (watch.await(new Wanted(processor, position), patience).isEmpty()) {
            log.warn("{} has not reached event {} after {}", processor, position, patience);
        }
    }

    private Map<Wanted, Boolean> reached(Collection<Wanted> wanted) {
        var positions = positions();
        var reached = new HashMap<Wanted, Boolean>();
        for (var want : wanted) {
            if (positions.stream().filter(p -> p.belongsTo(want)).allMatch(p -> p.covers(want))) {
                reached.put(want, true);
            }
        }
        return reached;
    }

    private List<Position> positions() {
        var positions = new ArrayList<Position>();
        jdbc.sql("select processor_name, token, token_type from token_entry")
                .query(row -> {
                    positions.add(new Position(row.getString(1), position(row.getBytes(2),
                            row.getString(3))));
                });
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

    private record Position(String processor, long reached) {

        boolean belongsTo(Wanted want) {
            return want.processor().endsWith("%")
                    ? processor.startsWith(want.processor().replace("%", ""))
                    : processor.equals(want.processor());
        }

        boolean covers(Wanted want) {
            return reached >= want.position();
        }
    }

    @PreDestroy
    void close() {
        watch.close();
    }
}
