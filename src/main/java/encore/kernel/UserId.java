package encore.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.util.regex.Pattern;

/** Who somebody is to the shop in front of us: 1 to 64 letters, digits, {@code . _ - @}. */
public record UserId(@JsonValue String value) {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._@-]{1,64}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public UserId {
        if (value == null || !SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a user id is 1 to 64 letters, digits, '.', '_', '-' or '@'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
