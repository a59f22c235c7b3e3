package encore.reservation;

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
        if (holdFor.isNegative() || holdFor.isZero()) {
            throw new IllegalArgumentException("encore.reservation.hold-for must be positive");
        }
    }
}
