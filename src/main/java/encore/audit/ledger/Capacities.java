package encore.audit.ledger;

import encore.kernel.EventLog;
import encore.kernel.LineName;
import encore.kernel.StoredEvent;
import encore.waiting.steering.LineCommand;
import encore.waiting.steering.LineEvent.CapacityChanged;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/** How many were allowed inside before any event told it. */
class Capacities {

    private final EventLog eventLog;
    private final @Nullable Integer told;

    /**
     * Those of a store.
     *
     * @param told by the auditor, null when they say nothing
     */
    Capacities(EventLog eventLog, @Nullable Integer told) {
        this.eventLog = eventLog;
        this.told = told;
    }

    /**
     * What the auditor says, else what the line's first event of it says: so much was configured,
     * as far as anybody knows. Null when nothing is known.
     */
    @Nullable
    Integer atFirst(LineName line) {
        if (told != null) {
            return told;
        }
        return eventLog.of(List.of(LineCommand.streamOf(line))).stream()
                .map(Capacities::capacity)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Null for another event, and for one that can't be read. */
    private static @Nullable Integer capacity(StoredEvent stored) {
        try {
            return stored.event() instanceof CapacityChanged changed ? changed.to() : null;
        } catch (RuntimeException unreadable) {
            return null;
        }
    }
}
