package encore.reservation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import encore.kernel.Id;

/** One refund of a paid reservation. */
public record RefundId(@JsonValue String value) implements Id {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RefundId {
        Id.checked(value);
    }

    @Override
    public String toString() {
        return "refund:" + value;
    }
}
