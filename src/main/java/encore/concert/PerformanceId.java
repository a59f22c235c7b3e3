package encore.concert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import encore.kernel.Id;

/** One performance (공연): a concert on one date at one venue. */
public record PerformanceId(@JsonValue String value) implements Id {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PerformanceId {
        Id.checked(value);
    }

    @Override
    public String toString() {
        return "performance:" + value;
    }
}
