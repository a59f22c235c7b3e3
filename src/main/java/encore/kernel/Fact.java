package encore.kernel;

/**
 * Something that an answer tells besides its refusal, such as the balance that is too small.
 *
 * @param name of its property in the answer
 * @param description what it is, for the API's description
 * @param example a number, or a text
 * @param isNullable whether it may be unknown
 */
public record Fact(String name, String description, Object example, boolean isNullable) {

    /** In seconds. It is not told as a property but by the header {@code Retry-After}. */
    public static final Fact RETRY_AFTER = of("retryAfter", "When to ask again", 1);

    /** A number that is always known. */
    public static Fact of(String name, String description, int example) {
        return new Fact(name, description, example, false);
    }

    /** A text that is always known. */
    public static Fact text(String name, String description, String example) {
        return new Fact(name, description, example, false);
    }

    /** The id of something that may be gone by now. */
    public static Fact id(String name, String description) {
        return new Fact(name, description, "01a20cad-4a45-784d-83f7-ad5f2c616496", true);
    }

    /** The same, where it may be unknown. */
    public Fact orNull() {
        return new Fact(name, description, example, true);
    }
}
