package encore.kernel.view;

import java.util.List;

/**
 * Something kept in memory of a table; see {@link LiveTables}. Called after what it is told
 * was committed, and before anybody who wrote it is answered; by the processor's thread, and by
 * others when somebody else writes the table.
 *
 * @param <R> the entity of the table
 */
public interface Memory<R> {

    /** These rows are now so, and those with these keys are gone. */
    void changed(List<R> rows, List<?> removed);

    /** The table may be different from what is kept. */
    void forget();
}
