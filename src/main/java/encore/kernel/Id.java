package encore.kernel;

/**
 * An opaque identifier, safe in a path. Its {@code toString()} carries the type ({@code seat:…})
 * and names the event stream, so that two aggregates never share one; its {@link #value()} is what
 * clients see.
 */
public interface Id {

    int LONGEST = 64;

    String value();

    /**
     * Returns the value, if it has the shape of an identifier.
     *
     * @throws IllegalArgumentException when it has not
     */
    static String checked(String value) {
        return checked(value, "_-", "an id is 1 to 64 letters, digits, '-' or '_'");
    }

    /**
     * Returns the value, if it is 1 to 64 letters, digits or some others. Every event that is read
     * comes through here several times, and a regular expression was a tenth of all that it cost.
     */
    static String checked(String value, String others, String what) {
        if (value == null || value.isEmpty() || value.length() > LONGEST) {
            throw new IllegalArgumentException(what);
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < 'a' || c > 'z')
                    && (c < '0' || c > '9')
                    && (c < 'A' || c > 'Z')
                    && others.indexOf(c) < 0) {
                throw new IllegalArgumentException(what);
            }
        }
        return value;
    }
}
