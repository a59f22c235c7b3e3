package encore.kernel;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * All events, to be read again: in large pages, past every upcaster, without changing anything.
 */
public interface EventLog {

    /** The position of the newest event; -1 when nothing has happened yet. */
    long head();

    /** The next events after a position (-1 for the very first), in order; empty at the end. */
    List<StoredEvent> after(long position, int atMost);

    /** All events of these streams, each stream's in order, the streams in any. */
    List<StoredEvent> of(Collection<String> streams);

    /** The number of the newest event of each of these streams, but for those that have none. */
    Map<String, Long> versions(Collection<String> streams);
}
