package encore.reservation;

import encore.kernel.Words;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How long seats are held, how many of a performance one user may have, and how they come back.
 *
 * @param holdFor five minutes, unless configured
 * @param seatsPerUser of one performance, held and bought together; eight, unless configured
 * @param returnedWithin a seat that was given back can be had by others within this time, at a
 *     moment nobody can foresee; 0 for at once
 * @param lapsedWithin the same for a hold that was not paid in time
 * @param noSingleLeft whether seats chosen by hand may not leave a single free one between others
 */
@ConfigurationProperties("encore.reservation")
record ReservationSettings(
        @DefaultValue("5m") Duration holdFor,
        @DefaultValue("8") int seatsPerUser,
        @DefaultValue("10m") Duration returnedWithin,
        @DefaultValue("30s") Duration lapsedWithin,
        @DefaultValue("false") boolean noSingleLeft) {

    ReservationSettings {
        if (!holdFor.isPositive() || holdFor.compareTo(Words.LONGEST_TIME) > 0) {
            throw new IllegalArgumentException(
                    "encore.reservation.hold-for must be positive, and a year at most");
        }
        if (seatsPerUser < 1) {
            throw new IllegalArgumentException(
                    "encore.reservation.seats-per-user must be positive");
        }
        refuseUnlessSpan("returned-within", returnedWithin);
        refuseUnlessSpan("lapsed-within", lapsedWithin);
    }

    private static void refuseUnlessSpan(String name, Duration span) {
        if (span.isNegative() || span.compareTo(Words.LONGEST_TIME) > 0) {
            throw new IllegalArgumentException(
                    "encore.reservation." + name + " must not be negative, and a year at most");
        }
    }
}
