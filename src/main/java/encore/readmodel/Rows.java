package encore.readmodel;

import java.util.function.Consumer;

/**
 * The rows of one table of a read model, by key. A projection says what becomes of them, one event
 * after the other; they are written many at a time, when a batch of events is through.
 *
 * <p>An event handler asks for them by a parameter, {@code Rows<SeatRow> seats}. Where they lie is
 * not its business: in the table that is read now, or in the one being built aside.
 *
 * @param <R> the entity that the table is read by, with a constructor without parameters
 */
public interface Rows<R> {

    /** From now on this is the row with its key, whether or not there was one. */
    void put(R row);

    /**
     * Changes a row. The change may be made later, after others of other rows.
     *
     * @throws IllegalStateException now or when written, if there is no such row
     */
    void change(Object key, Consumer<R> change);

    /** Changes a row, if there is one. The change may be made later, after others of other rows. */
    void changeIfThere(Object key, Consumer<R> change);

    /** From now on there is no row with this key. */
    void remove(Object key);
}
