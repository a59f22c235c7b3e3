package encore.reservation;

import encore.kernel.Fact;
import encore.kernel.Refusal;
import encore.kernel.Refuses;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What is refused of seats and reservations. */
public enum ReservationRefusal implements Refusal {
    SEATS_OF_TWO_PERFORMANCES(400),
    NOT_RESERVATION_OWNER(403),
    SEAT_NOT_FOUND(404),
    SECTION_NOT_FOUND(404),
    RESERVATION_NOT_FOUND(404),
    SEAT_TAKEN(409),
    SEAT_LIMIT(409, Fact.of("limit", "How many seats of a performance one user may have", 8)),
    PERFORMANCE_CLOSED(409),
    NO_SEATS(409),
    SEAT_LEFT_ALONE(
            409, Fact.of("choose", "The seats to choose instead; none when there are none", 0)),
    NOT_REFUNDABLE(409),
    RESERVATION_CANCELLED(409),
    RESERVATION_PAID(409),
    HOLD_LOST(409);

    private final Told told;

    ReservationRefusal(int status, Fact... facts) {
        told = new Told(status, facts);
    }

    @Override
    public Told told() {
        return told;
    }

    /** On a controller's method: what may be refused of these. */
    @Refuses
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Possible {

        ReservationRefusal[] value();
    }
}
