package encore.kernel;

import java.util.Collection;
import java.util.List;

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
}
