package encore.readmodel;

import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** How far each processor has read: the position of the newest event it is through with. */
@Component
public class ProcessorPositions {

    private final EventProcessingConfiguration processing;
    private final JdbcClient jdbc;
    private final Serializer serializer;

    ProcessorPositions(
            EventProcessingConfiguration processing, JdbcClient jdbc, Serializer serializer) {
        this.processing = processing;
        this.jdbc = jdbc;
        this.serializer = serializer;
    }

    /** Of every processor, on whichever node it runs; -1 before the first event. */
    public Map<String, Long> now() {
        var positions = new HashMap<String, Long>();
        var elsewhere = new HashSet<String>();
        processing.eventProcessors().forEach((name, processor) -> {
            if (processor instanceof StreamingEventProcessor streaming) {
                // What runs here tells where it is, a moment before it is stored.
                var here = streaming.processingStatus().values().stream()
                        .map(EventTrackerStatus::getCurrentPosition)
                        .mapToLong(position -> position.orElse(-1))
                        .min();
                here.ifPresentOrElse(p -> positions.put(name, p), () -> elsewhere.add(name));
            }
        });
        if (!elsewhere.isEmpty()) {
            positions.putAll(stored(jdbc, elsewhere));
        }
        return positions;
    }

    /** Whether all processors whose name begins like this run on this node. */
    public boolean areHere(String beginning) {
        return processing.eventProcessors().values().stream()
                .filter(processor -> processor.getName().startsWith(beginning))
                .allMatch(processor -> processor instanceof StreamingEventProcessor streaming
                        && !streaming.processingStatus().isEmpty());
    }

    /** As stored together with what the processors have written, on this connection. */
    public Map<String, Long> stored(JdbcClient connection, Collection<String> processors) {
        var positions = new HashMap<String, Long>();
        connection
                .sql("select processor_name, token, token_type from token_entry"
                        + " where processor_name in (:names)")
                .param("names", List.copyOf(processors))
                .query(row -> {
                    positions.merge(
                            row.getString(1),
                            position(row.getBytes(2), row.getString(3)),
                            Math::min);
                });
        return positions;
    }

    /** The position that a stored token tells. */
    public long position(byte[] token, String type) {
        if (token == null) {
            return -1;
        }
        TrackingToken read = serializer.deserialize(
                new SimpleSerializedObject<>(token, byte[].class, type, null));
        return read.position().orElse(-1);
    }
}
