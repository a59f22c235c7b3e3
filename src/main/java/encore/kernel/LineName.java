package encore.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The name of a waiting line: 1 to 20 of {@code a-z}, {@code 0-9}, {@code -}, a letter first. */
public record LineName(@JsonValue String value) {

    /** The line of all performances that name none. */
    public static final LineName DEFAULT = new LineName("default");

    private static final int LONGEST = 20;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public LineName {
        if (value == null || value.isEmpty() || value.length() > LONGEST || !isName(value)) {
            throw new IllegalArgumentException(
                    "a line's name is 1 to 20 of a-z, 0-9, '-', a letter first");
        }
    }

    private static boolean isName(String value) {
        char first = value.charAt(0);
        return first >= 'a'
                && first <= 'z'
                && value.chars()
                        .allMatch(
                                c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
    }

    @Override
    public String toString() {
        return value;
    }
}
