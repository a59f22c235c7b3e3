package encore.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * One of the waiting lines: a lower-case letter, then up to 19 lower-case letters, digits or {@code
 * -}. The diagrams know one line; it is the default, and all that names no line is of it.
 */
public record LineName(@JsonValue String value) {

    public static final LineName DEFAULT = new LineName("default");

    private static final int LONGEST = 20;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public LineName {
        if (value == null || value.isEmpty() || value.length() > LONGEST || !isSpelled(value)) {
            throw new InvalidValue("unfit.line");
        }
    }

    private static boolean isSpelled(String value) {
        return value.charAt(0) >= 'a'
                && value.charAt(0) <= 'z'
                && value.chars()
                        .allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-');
    }

    public boolean isDefault() {
        return equals(DEFAULT);
    }

    @Override
    public String toString() {
        return value;
    }
}
