package encore.readmodel;

import org.springframework.jdbc.core.JdbcOperations;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What events make of a read model, before it is written: the rows of its tables, changed in memory
 * and then written together, one statement a table, however many events there were.
 */
public final class Draft implements RowsSource {

    /** Nothing is kept from one batch to the next: another node may write between the two. */
    private static final int NOTHING = 0;

    private final JdbcOperations jdbc;
    private final String schema;
    private final int keep;
    private final Map<TableMapping<?>, DraftRows<?>> tables = new LinkedHashMap<>();

    private Draft(JdbcOperations jdbc, String schema, int keep) {
        this.jdbc = jdbc;
        this.schema = schema;
        this.keep = keep;
    }

    /** Of the tables that are read. */
    static Draft live(JdbcOperations jdbc) {
        return new Draft(jdbc, "", NOTHING);
    }

    /**
     * Of tables in a schema of their own, which no other process writes.
     *
     * @param keep how many rows a table may keep in memory, so as not to read them again
     */
    public static Draft aside(JdbcOperations jdbc, String schema, int keep) {
        return new Draft(jdbc, schema + ".", keep);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <R> Rows<R> rows(TableMapping<R> table) {
        return (Rows<R>) tables.computeIfAbsent(table, t -> new DraftRows<>(t, schema));
    }

    /** How many rows differ from what is written. */
    public int changed() {
        return tables.values().stream().mapToInt(DraftRows::changed).sum();
    }

    /** Writes what differs. */
    public void write() {
        tables.values().forEach(rows -> rows.write(jdbc, keep));
    }

    /** Forgets what is not written. */
    void discard() {
        tables.clear();
    }
}
