package encore.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One attempt to pay for a reservation. */
public record PaymentId(@JsonValue String value) implements Id {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PaymentId {
        Id.checked(value);
    }

    @Override
    public String toString() {
        return "payment:" + value;
    }
}
