package encore.waiting;

import encore.kernel.Words;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How many may be inside at once, and for how long.
 *
 * @param capacity at most this many tokens are active
 * @param activeFor how long an active token lasts
 * @param signingKeys the secrets that tokens are signed with, each at least 32 random bytes; the
 *         same on every node. The first signs, the others are still accepted. When absent, one is
 *         made at the first start and kept in the data directory
 * @param signingKey the older name for one of them; accepted after the others
 */
@ConfigurationProperties("encore.waiting")
record WaitingSettings(
        @DefaultValue("500") int capacity,
        @DefaultValue("10m") Duration activeFor,
        @DefaultValue List<String> signingKeys,
        String signingKey) {

    WaitingSettings {
        if (capacity < 1) {
            throw new IllegalArgumentException("encore.waiting.capacity must be positive");
        }
        if (!activeFor.isPositive() || activeFor.compareTo(Words.LONGEST_TIME) > 0) {
            throw new IllegalArgumentException(
                    "encore.waiting.active-for must be positive, and a year at most");
        }
    }

    /** All keys that are set, the one that signs first. */
    List<String> keys() {
        return Stream.concat(signingKeys.stream(), Stream.ofNullable(signingKey))
                .filter(key -> !key.isBlank())
                .distinct()
                .toList();
    }
}
