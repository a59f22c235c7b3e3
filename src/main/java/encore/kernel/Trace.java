package encore.kernel;

import org.slf4j.MDC;

import java.util.Map;
import java.util.Optional;

/**
 * The id of all that one request has brought about: it is in each line of the log that belongs to
 * it, and travels with its command into the events, and with these into what the saga and the
 * automations make of them.
 */
public final class Trace {

    /** Its name in the log's context, and in the metadata of messages (Axon's own). */
    private static final String ID = "traceId";

    private Trace() {}

    /** What this thread does from now on belongs to that trace. */
    public static void begin(String id) {
        MDC.put(ID, id);
    }

    /** Goes on with the trace that a message belongs to, if it does. */
    public static void resume(Map<String, ?> metaData) {
        if (metaData.get(ID) instanceof String id) {
            begin(id);
        }
    }

    public static void end() {
        MDC.remove(ID);
    }

    /** What a message of this thread has to carry. */
    static Map<String, String> metaData() {
        return Optional.ofNullable(MDC.get(ID)).map(id -> Map.of(ID, id)).orElse(Map.of());
    }
}
