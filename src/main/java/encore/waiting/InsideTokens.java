package encore.waiting;

import encore.kernel.TokenId;
import encore.kernel.UserId;

import java.time.Duration;
import java.time.Instant;

/**
 * The tokens of those inside, for who asks them within a unit of work of its own: what is stored
 * there and here is stored together.
 */
public interface InsideTokens {

    /**
     * Until when a hold with this token may last: as long as wanted, but at most so much longer
     * than its holder was let in for.
     *
     * @throws encore.kernel.Refused with TOKEN_EXPIRED when it is not active
     */
    Instant holdsUntil(UserId user, TokenId token, Instant wanted, Duration longer);

    /** The token lasts until then, if it did not. */
    void extend(UserId user, TokenId token, Instant until) throws Exception;
}
