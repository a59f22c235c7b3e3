package encore.reservation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import encore.kernel.Id;

/** One person's claim on one seat (좌석예약). */
public record ReservationId(@JsonValue String value) implements Id {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ReservationId {
        Id.checked(value);
    }

    @Override
    public String toString() {
        return "reservation:" + value;
    }
}
