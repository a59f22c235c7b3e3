package encore.reservation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import encore.kernel.Id;

/** One chair at one performance (좌석). */
public record SeatId(@JsonValue String value) implements Id {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SeatId {
        Id.checked(value);
    }

    @Override
    public String toString() {
        return "seat:" + value;
    }
}
