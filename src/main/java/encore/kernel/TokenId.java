package encore.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One waiting token: one go at the line, from joining it to leaving. */
public record TokenId(@JsonValue String value) implements Id {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TokenId {
        Id.checked(value);
    }

    @Override
    public String toString() {
        return "token:" + value;
    }
}
