package encore.reservation;

import encore.kernel.Words;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How long a seat is held for whoever reserved it.
 *
 * @param holdFor five minutes, unless configured
 */
@ConfigurationProperties("encore.reservation")
record HoldSettings(@DefaultValue("5m") Duration holdFor) {

    HoldSettings {
        if (!holdFor.isPositive() || holdFor.compareTo(Words.LONGEST_TIME) > 0) {
            throw new IllegalArgumentException(
                    "encore.reservation.hold-for must be positive, and a year at most");
        }
    }
}
