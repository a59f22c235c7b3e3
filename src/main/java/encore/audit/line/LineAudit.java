package encore.audit.line;

import encore.kernel.TokenId;
import encore.kernel.UserId;
import encore.waiting.WaitingTokenCommand.ExpiryReason;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * Who joined the line and who was let in between two instants, both inclusive, and whether anybody
 * was passed over: nobody is let in before somebody who joined earlier and still waits.
 *
 * @param fair whether nobody was passed over
 * @param mostActive how many were inside at once, at most
 * @param passedOverCount how many were passed over
 * @param passedOver who, in the order of it; no more of them than were asked for entries
 * @param entries a page of the tokens issued or admitted, in the order of joining
 * @param next the {@code after} of the next page, null at the end
 */
record LineAudit(
        Instant from,
        Instant to,
        boolean fair,
        int mostActive,
        long passedOverCount,
        List<PassedOver> passedOver,
        List<Entry> entries,
        @Nullable Long next) {

    /**
     * A token, as it was known at the end.
     *
     * @param joined its place in the order of all events; null for one that never joined
     * @param admittedAt null when it still waited, or never came in
     * @param endedAt null when it was alive
     * @param reason why it ended, null when it was alive
     */
    @Schema(name = "LineAuditEntry")
    record Entry(
            UserId userId,
            TokenId tokenId,
            @Nullable Long joined,
            @Nullable Instant issuedAt,
            @Nullable Instant admittedAt,
            @Nullable Instant endedAt,
            @Nullable ExpiryReason reason) {}

    /**
     * Somebody who still waited when somebody else was let in who had joined later, or never; the
     * first time between the two instants.
     *
     * @param eventId the event that let the other in
     */
    record PassedOver(
            TokenId tokenId,
            UserId userId,
            long joined,
            TokenId admittedInstead,
            String eventId,
            Instant at) {}
}
