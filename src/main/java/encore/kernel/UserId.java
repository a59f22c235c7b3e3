package encore.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Who somebody is to the shop in front of us: 1 to 64 letters, digits, {@code . _ - @}. */
public record UserId(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public UserId {
        Id.checked(value, "._-@", "a user id is 1 to 64 letters, digits, '.', '_', '-' or '@'");
    }

    @Override
    public String toString() {
        return value;
    }
}
