package encore.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * One waiting token: one go at a line, from joining it to leaving. Its line is part of its id,
 * {@code vip_0193…}; an id without {@code _} is of the default line.
 */
public record TokenId(@JsonValue String value) implements Id {

    private static final char OF_A_LINE = '_';

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TokenId {
        Id.checked(value);
        lineOf(value);
    }

    /** The token of that line with the given id. */
    public static TokenId of(LineName line, String id) {
        return new TokenId(line.isDefault() ? id : line.value() + OF_A_LINE + id);
    }

    /** The line that it is a place of. */
    public LineName line() {
        return lineOf(value);
    }

    private static LineName lineOf(String value) {
        int end = value.indexOf(OF_A_LINE);
        return end < 0 ? LineName.DEFAULT : new LineName(value.substring(0, end));
    }

    @Override
    public String toString() {
        return "token:" + value;
    }
}
