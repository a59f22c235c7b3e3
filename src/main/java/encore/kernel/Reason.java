package encore.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import io.swagger.v3.oas.annotations.media.Schema;

/** Why the operator does something, kept with it: 1 to 500 characters. */
@Schema(type = "string", minLength = 1, maxLength = Reason.LONGEST)
public record Reason(@JsonValue String value) {

    static final int LONGEST = 500;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Reason {
        Words.text(value, LONGEST, "unfit.reason");
    }

    @Override
    public String toString() {
        return value;
    }
}
