package encore.http.stream;

import org.jspecify.annotations.Nullable;

/**
 * The state that a stream tells. It is asked when a stream begins, whenever it is woken, and with
 * each heartbeat; by one thread at a time for one stream, which may wait.
 */
@FunctionalInterface
public interface StreamSource {

    /**
     * The state as it is now.
     *
     * @param told the id of what the client has; null for nothing, and anything at all when a
     *         client has reconnected with an id of its own making
     * @return null when the client has it already
     */
    @Nullable
    StreamEvent after(@Nullable String told);
}
