package encore.http.idempotency;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import encore.kernel.CommonRefusal;
import encore.kernel.Refused;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * One user has at most 1,000 keys kept. One more is refused with {@code TOO_MANY_REQUESTS} before
 * its request begins; those that are kept go on being answered.
 *
 * <p>A claim counts the others, as far as that matters. Nearly at the limit it looks again after it
 * is stored, and then sees all that were stored before, on whichever node: of several at once, none
 * that is too many stays. A user with too many is remembered for a minute, and costs nothing more.
 */
@Component
class KeysPerUser {

    static final int MOST = 1_000;

    /** So far below the limit that what is claimed at the same time can't reach it. */
    static final int NEARLY = 800;

    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int MOST_REMEMBERED = 10_000;

    private final IdempotencyKeys keys;
    private final Clock clock;
    private final Cache<String, Full> full =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    /** As it was at some time, and until when that stays so if no claim is given back. */
    private record Full(Instant seenAt, Instant until) {

        boolean isStillSoAt(Instant now) {
            return now.isBefore(until) && now.isBefore(seenAt.plus(REMEMBERED));
        }

        Refused refusedAt(Instant now) {
            return new Refused(CommonRefusal.TOO_MANY_REQUESTS)
                    .with(
                            "retryAfter",
                            Duration.between(now, until).plusSeconds(1).toSeconds());
        }
    }

    KeysPerUser(IdempotencyKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * May the user begin to use one more?
     *
     * @throws Refused when not
     */
    void mayUseAnother(String owner) {
        var now = clock.instant();
        var found = full.getIfPresent(owner);
        if (found != null && found.isStillSoAt(now)) {
            throw found.refusedAt(now);
        }
    }

    /**
     * Counts a key that was just taken.
     *
     * @throws Refused when it is one too many, and is forgotten again
     */
    void count(IdempotencyKeys.Claim claim) {
        if (claim.id().wasTriedBefore() || claim.others() < NEARLY) {
            return;
        }
        var now = clock.instant();
        var owner = claim.key().owner();
        keys.newestBut(MOST, owner).ifPresent(first -> {
            keys.forget(claim);
            var found = new Full(now, first.plus(IdempotencyKeys.KEPT_FOR));
            full.put(owner, found);
            throw found.refusedAt(now);
        });
    }
}
