package encore.waiting;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import encore.http.RateLimits;
import encore.kernel.CommonRefusal;
import encore.kernel.Refused;
import encore.kernel.TokenId;
import org.springframework.stereotype.Component;

import java.time.Duration;

/**
 * Who waits was told when to ask again. Asking before that is forgiven a few times, and then
 * refused without looking anything up.
 */
@Component
class Polls {

    private static final int KEPT = 250_000;
    private static final Duration LONGEST_TOLD = Duration.ofMinutes(6);
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final RateLimits limits;

    /** When each is to ask again, by the clock that only goes forward. */
    private final Cache<TokenId, Long> due = Caffeine.newBuilder()
            .maximumSize(KEPT)
            .expireAfterWrite(LONGEST_TOLD)
            .build();

    Polls(RateLimits limits) {
        this.limits = limits;
    }

    void told(TokenId token, long retryAfterSeconds) {
        due.put(token, System.nanoTime() + retryAfterSeconds * SECOND);
    }

    /**
     * Somebody asks.
     *
     * @throws Refused when that is too early once too often
     */
    void asks(TokenId token) {
        var when = due.getIfPresent(token);
        long early = when == null ? 0 : when - System.nanoTime();
        if (early > 0 && !limits.tryTake(RateLimits.Kind.EARLY_POLLS, token)) {
            throw new Refused(CommonRefusal.TOO_MANY_REQUESTS)
                    .with("retryAfter", Math.ceilDiv(early, SECOND));
        }
    }
}
