package encore.waiting;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How many may be inside at once, and for how long.
 *
 * @param capacity at most this many tokens are active
 * @param activeFor how long an active token lasts
 * @param signingKey the secret that signs tokens, at least 32 bytes; the same on every node. When
 *         absent, one is made at the first start and kept in the data directory
 */
@ConfigurationProperties("encore.waiting")
record WaitingSettings(@DefaultValue("500") int capacity, @DefaultValue("10m") Duration activeFor,
        String signingKey) {

    WaitingSettings {
        if (capacity < 1 || activeFor.isNegative() || activeFor.isZero()) {
            throw new IllegalArgumentException(
                    "encore.waiting.capacity and encore.waiting.active-for must be positive");
        }
    }
}
