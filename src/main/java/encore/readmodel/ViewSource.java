package encore.readmodel;

import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;

import java.util.function.Supplier;

/** Where a {@link View} gets its events and rows from. */
interface ViewSource {

    BlockingStream<TrackedEventMessage<?>> eventsAfter(long position);

    /** The position of the newest event that this node knows of. */
    long newest();

    /** Reads rows, and how their tables stand, at one moment. */
    <T> Read<T> read(String processor, Supplier<T> rows);

    /** Tells the views {@linkplain View#tablesAre how their tables stand}. */
    void lookAtTables();

    /** What the tables said when they were at that position, in that edition. */
    record Read<T>(long position, long edition, T rows) {}
}
