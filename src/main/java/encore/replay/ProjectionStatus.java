package encore.replay;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * How a read model stands.
 *
 * @param processor what keeps it up to date
 * @param position of the newest event it shows; -1 for none
 * @param head the position of the newest event there is
 * @param lag what it does not show yet
 * @param lastError of its processor, while it fails; else null
 * @param deadLetters how many events it could not take in
 * @param rebuildId of the rebuild or verification that is under way, else null
 */
public record ProjectionStatus(
        String name,
        String processor,
        List<Segment> segments,
        long position,
        long head,
        Lag lag,
        State state,
        @Nullable String lastError,
        long deadLetters,
        @Nullable String rebuildId) {

    /** CURRENT shows all there is; FAILING tries the same events again and again. */
    public enum State {
        CURRENT,
        CATCHING_UP,
        FAILING
    }

    /**
     * A share of the events, and how far it is read.
     *
     * @param node who reads it; null for nobody
     */
    @Schema(name = "ProjectionSegment")
    public record Segment(
            int segment, long position, @Nullable String node) {}

    /**
     * Positions between the newest event shown and the newest there is, and how long ago the first
     * of those missing has happened.
     */
    @Schema(name = "ProjectionLag")
    public record Lag(long events, double seconds) {}
}
