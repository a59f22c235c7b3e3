package encore.kernel;

import java.util.List;

/**
 * A reason to say no, by the stable name that clients rely on. Each room lists its own in an enum.
 * The text that goes with a name is in {@code messages.properties} and {@code
 * messages_ko.properties}.
 */
public interface Refusal {

    /** Such as SEAT_TAKEN; no two rooms have the same. */
    String name();

    Told told();

    /**
     * What a client is told besides the name.
     *
     * @param status of HTTP
     * @param facts in the order in which they are told
     */
    record Told(int status, List<Fact> facts) {

        public Told(int status, Fact... facts) {
            this(status, List.of(facts));
        }
    }

    default int status() {
        return told().status();
    }

    default List<Fact> facts() {
        return told().facts();
    }
}
