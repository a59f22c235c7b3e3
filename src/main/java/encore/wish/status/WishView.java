package encore.wish.status;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A wish as who made it sees it.
 *
 * @param section null for any
 * @param position 1 for the next of those who wait for the performance, null unless waiting
 * @param reservationId what is offered, or was; null when nothing was
 * @param offerExpiresAt until when that could be paid; null when nothing was offered
 * @param at when it was made
 */
@Schema(name = "Wish")
public record WishView(
        String wishId,
        String performanceId,
        int count,
        @Nullable String section,
        Status status,
        @Nullable Long position,
        @Nullable String reservationId,
        @Nullable Instant offerExpiresAt,
        Instant at) {

    /** Waiting, offered seats, and the ends: paid, come to nothing, withdrawn. */
    @Schema(name = "WishStatus")
    public enum Status {
        WAITING,
        OFFERED,
        TAKEN,
        LAPSED,
        WITHDRAWN
    }
}
