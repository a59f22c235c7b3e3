package encore.waiting;

import encore.kernel.LineName;
import encore.kernel.TokenId;
import encore.kernel.UserId;
import encore.waiting.WaitingTokenCommand.ExpiryReason;
import encore.waiting.line.Place;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A waiting token as its holder sees it.
 *
 * @param token to be sent as {@code Waiting-Token}
 * @param number how many had joined the line up to this one: a page works out its place by it,
 *     see {@code GET /line}; null unless waiting, and in a lobby
 * @param position 1 for the next to enter; null unless waiting, and in a lobby
 * @param estimatedWaitSeconds the middle of {@code estimatedWait}
 * @param estimatedWait from how fast places become free; null while not known
 * @param expiresAt null while waiting; when it was over, for an expired one
 * @param reason why it is over; null when it is not
 */
record Token(
        String token,
        UserId userId,
        LineName line,
        Place.Status status,
        @Nullable Integer number,
        @Nullable Long position,
        @Nullable Long estimatedWaitSeconds,
        @Nullable EstimatedWait estimatedWait,
        Instant issuedAt,
        @Nullable Instant expiresAt,
        @Nullable ExpiryReason reason) {

    /** As it stands. */
    static Token of(String credential, UserId user, TokenId token, Place place) {
        var wait = place.span();
        return new Token(
                credential,
                user,
                token.line(),
                place.status(),
                place.number(),
                place.position(),
                wait == null ? null : wait.middle(),
                EstimatedWait.of(wait),
                place.issuedAt(),
                place.expiresAt(),
                place.reason());
    }
}
