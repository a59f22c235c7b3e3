package encore.kernel;

import java.util.regex.Pattern;

/**
 * An opaque identifier, safe in a path. Its {@code toString()} carries the type ({@code seat:…})
 * and names the event stream, so that two aggregates never share one; its {@link #value()} is what
 * clients see.
 */
public interface Id {

    /** 1 to 64 letters, digits, {@code -} or {@code _}. */
    Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    String value();

    /**
     * Returns the value, if it has the shape of an identifier.
     *
     * @throws IllegalArgumentException when it has not
     */
    static String checked(String value) {
        if (value == null || !SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("an id is 1 to 64 letters, digits, '-' or '_'");
        }
        return value;
    }
}
