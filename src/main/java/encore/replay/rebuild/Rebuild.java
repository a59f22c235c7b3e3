package encore.replay.rebuild;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * A read model being built anew, aside from the one that is read.
 *
 * @param purpose to take the old one's place, or to be compared with it and thrown away
 * @param position of the newest event read; -1 before the tables are begun
 * @param eventsDone read so far
 * @param eventsTotal to be read, as far as is known: new ones keep coming
 * @param eventsPerSecond since it was last begun or resumed; null before the first ones
 * @param putAside how many events it has left out: dead letters of the old one, and discarded ones
 * @param check the old one and the new, at the same event; null before it was made
 * @param error why it failed, else null
 */
public record Rebuild(
        String rebuildId,
        String projection,
        Purpose purpose,
        State state,
        @JsonIgnore long position,
        long eventsDone,
        long eventsTotal,
        @Nullable Long eventsPerSecond,
        long putAside,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Check check,
        @Nullable String error) {

    /** What is done with the new one in the end. */
    public enum Purpose {
        REBUILD,
        VERIFICATION
    }

    /** Under way, or how it ended; whatever is not completed has left the old one in its place. */
    public enum State {
        RUNNING,
        COMPLETED,
        GIVEN_UP,
        FAILED
    }

    /**
     * How the old one and the new compare, both at the same event.
     *
     * @param atPosition the position of that event
     * @param differences the first few rows that only one of them has
     */
    @Schema(name = "Comparison")
    public record Check(
            long atPosition,
            long rowsBefore,
            long rowsAfter,
            boolean same,
            List<Difference> differences) {}

    /** A row that only one of the two has; side is {@code before} or {@code after}. */
    @Schema(name = "RowDifference")
    public record Difference(String table, String side, Object row) {}

    /** How long it may still take, at the speed seen; null while none was seen, or it is over. */
    @JsonProperty
    public @Nullable Long secondsLeft() {
        return state != State.RUNNING || eventsPerSecond == null || eventsPerSecond == 0
                ? null
                : Math.ceilDiv(eventsTotal - eventsDone, eventsPerSecond);
    }
}
