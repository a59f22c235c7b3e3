package encore.point;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import encore.kernel.Id;

/** One charge of points. */
public record ChargeId(@JsonValue String value) implements Id {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ChargeId {
        Id.checked(value);
    }

    @Override
    public String toString() {
        return "charge:" + value;
    }
}
