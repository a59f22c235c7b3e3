package encore.http;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import encore.kernel.CommonRefusal;
import encore.kernel.Refused;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * How often: token buckets in the memory of this node, one for each kind and key (an address, a
 * token). An empty one refuses with {@code TOO_MANY_REQUESTS} and says when to come again.
 *
 * <p>A bucket unused for as long as it takes to fill is forgotten, which changes
 * nothing: a new one is full as well. There are at most 250,000 of a kind; a crowd of addresses
 * cannot drive out what is known of tokens.
 */
@Component
public class RateLimits {

    private static final long SECOND = 1_000_000_000;
    private static final int KEPT_OF_A_KIND = 250_000;

    /** What is counted, and by which key. */
    public enum Kind {
        /** Tokens asked for, by address. */
        JOINS(Limits::joins),
        /** Calls with a genuine waiting token, by token. */
        CALLS(Limits::calls),
        /** Looking at a place in the line before it was time to, by token. */
        EARLY_POLLS(Limits::earlyPolls),
        /** Wrong secrets, by address. */
        FAILURES(Limits::failures),
        /** Calls with the issuer key: the shop's server speaks for many. */
        SHOP(Limits::shop);

        private final Function<Limits, Limits.Rate> rate;

        Kind(Function<Limits, Limits.Rate> rate) {
            this.rate = rate;
        }
    }

    private final Map<Kind, LoadingCache<Object, Bucket>> buckets = new EnumMap<>(Kind.class);

    @Autowired
    RateLimits(Limits limits) {
        this(limits, TimeMeter.SYSTEM_NANOTIME);
    }

    RateLimits(Limits limits, TimeMeter time) {
        for (var kind : Kind.values()) {
            buckets.put(kind, bucketsOf(kind.rate.apply(limits), time));
        }
    }

    private static LoadingCache<Object, Bucket> bucketsOf(Limits.Rate rate, TimeMeter time) {
        var forOne = Duration.ofNanos(Math.round(SECOND / rate.perSecond()));
        return Caffeine.newBuilder()
                .maximumSize(KEPT_OF_A_KIND)
                .expireAfterAccess(forOne.multipliedBy(rate.burst()))
                .ticker(time::currentTimeNanos)
                .build(key -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(rate.burst()).refillGreedy(1, forOne))
                        .withCustomTimePrecision(time)
                        .build());
    }

    /**
     * Counts one.
     *
     * @throws Refused when that is one too many
     */
    public void take(Kind kind, Object key) {
        var taken = bucket(kind, key).tryConsumeAndReturnRemaining(1);
        if (!taken.isConsumed()) {
            throw refused(taken.getNanosToWaitForRefill());
        }
    }

    /** Counts one, unless that would be one too many. */
    public boolean tryTake(Kind kind, Object key) {
        return bucket(kind, key).tryConsume(1);
    }

    /**
     * Counts nothing.
     *
     * @throws Refused when one more would be too many
     */
    public void mayTry(Kind kind, Object key) {
        var possible = bucket(kind, key).estimateAbilityToConsume(1);
        if (!possible.canBeConsumed()) {
            throw refused(possible.getNanosToWaitForRefill());
        }
    }

    private Bucket bucket(Kind kind, Object key) {
        return Objects.requireNonNull(buckets.get(kind)).get(key);
    }

    private static Refused refused(long nanos) {
        return new Refused(CommonRefusal.TOO_MANY_REQUESTS)
                .with("retryAfter", Math.max(1, Math.ceilDiv(nanos, SECOND)));
    }
}
