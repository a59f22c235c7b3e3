package encore.wish;

import encore.kernel.Words;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How returned seats are offered.
 *
 * @param offerFor how long they are kept for who waited for them, from the moment on when they can
 *     be paid; thirty minutes, unless configured
 */
@ConfigurationProperties("encore.wish")
record WishSettings(@DefaultValue("30m") Duration offerFor) {

    WishSettings {
        if (!offerFor.isPositive() || offerFor.compareTo(Words.LONGEST_TIME) > 0) {
            throw new IllegalArgumentException(
                    "encore.wish.offer-for must be positive, and a year at most");
        }
    }
}
