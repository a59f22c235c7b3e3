package encore.reservation;

import encore.kernel.Words;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How long a seat is held, and how many seats of a performance one user may have.
 *
 * @param holdFor five minutes, unless configured
 * @param seatsPerUser of one performance, held and bought together; eight, unless configured
 */
@ConfigurationProperties("encore.reservation")
record ReservationSettings(
        @DefaultValue("5m") Duration holdFor,
        @DefaultValue("8") int seatsPerUser) {

    ReservationSettings {
        if (!holdFor.isPositive() || holdFor.compareTo(Words.LONGEST_TIME) > 0) {
            throw new IllegalArgumentException(
                    "encore.reservation.hold-for must be positive, and a year at most");
        }
        if (seatsPerUser < 1) {
            throw new IllegalArgumentException(
                    "encore.reservation.seats-per-user must be positive");
        }
    }
}
