package encore.waiting.line;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A token as it stands now.
 *
 * @param position 1 for the next to enter, null unless waiting
 * @param estimatedWaitSeconds from the admissions seen lately, null while there are none
 * @param expiresAt null while waiting; when it was over, for an expired one
 */
public record Place(
        Status status,
        @Nullable Long position,
        @Nullable Long estimatedWaitSeconds,
        Instant issuedAt,
        @Nullable Instant expiresAt) {

    private static final long UNKNOWN_WAIT = 5;
    private static final long LONGEST_PAUSE = 30;

    /** The three states of a token: 대기, 이용가능, 만료. */
    public enum Status {
        WAITING,
        ACTIVE,
        EXPIRED
    }

    /** Of a token that was issued, and is not in the line yet as far as can be seen. */
    public static Place unknown(Instant issuedAt) {
        return new Place(Status.WAITING, null, null, issuedAt, null);
    }

    /** When to ask again: the further back in the line, the later. */
    public long retryAfterSeconds() {
        long wait = estimatedWaitSeconds == null ? UNKNOWN_WAIT : estimatedWaitSeconds / 4;
        return Math.clamp(wait, 1, LONGEST_PAUSE);
    }
}
