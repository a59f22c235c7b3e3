package encore.waiting.line;

import encore.waiting.WaitingTokenCommand.ExpiryReason;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A token as it stands now.
 *
 * @param number how many had joined up to this one; null unless waiting, and in a lobby
 * @param position 1 for the next to enter; null unless waiting, and in a lobby
 * @param span how long it may take; null while not known
 * @param retryAfterSeconds when to ask again, while waiting
 * @param expiresAt null while waiting; when it was over, for an expired one
 * @param reason why it is over; null when it is not
 */
public record Place(
        Status status,
        @Nullable Integer number,
        @Nullable Long position,
        @Nullable WaitSpan span,
        long retryAfterSeconds,
        Instant issuedAt,
        @Nullable Instant expiresAt,
        @Nullable ExpiryReason reason) {

    private static final long UNKNOWN_WAIT = 5;

    /** The three states of a token: 대기, 이용가능, 만료. */
    public enum Status {
        WAITING,
        ACTIVE,
        EXPIRED
    }

    /** Of a token that was issued, and is not in the line yet as far as can be seen. */
    public static Place unknown(Instant issuedAt) {
        return new Place(Status.WAITING, null, null, null, UNKNOWN_WAIT, issuedAt, null, null);
    }
}
