package encore.kernel;

import java.util.List;

/**
 * A reason to say no, by the stable name that clients rely on, with its HTTP status. Each room
 * lists its own in an enum. The text that goes with a name is in {@code messages.properties} and
 * {@code messages_ko.properties}.
 */
public interface Refusal {

    /** Such as SEAT_TAKEN; no two rooms have the same. */
    String name();

    int status();

    /** What an answer tells besides, in this order. */
    default List<Fact> facts() {
        return List.of();
    }
}
