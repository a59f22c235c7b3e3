package encore.waiting.line;

import encore.kernel.LineName;
import encore.waiting.steering.Message;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * A line as everybody may see it. Who waits works out the place from the own number: how, is said
 * in docs/line.md.
 *
 * @param opensAt when the doors open, or opened; null when they are not scheduled
 * @param servingNumber the number of who comes in next; one more than the last when nobody waits
 * @param admittedPerMinute measured, into places that had become free; null while unknown
 * @param message null for none
 */
@Schema(name = "Line")
public record LineView(
        LineName line,
        State state,
        @Nullable Instant opensAt,
        long servingNumber,
        long waiting,
        long inside,
        int capacity,
        @Nullable Long admittedPerMinute,
        List<LeftStep> left,
        @Nullable Message message) {

    /** What happens to people in the line. */
    public enum State {
        /** The doors are not open yet, or the order is being drawn. */
        LOBBY,
        OPEN,
        /** People join, and none comes in. */
        PAUSED,
        /** Nobody joins, and those who wait come in. */
        DRAINING
    }
}
