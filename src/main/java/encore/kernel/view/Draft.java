package encore.kernel.view;

import org.springframework.jdbc.core.JdbcOperations;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What events make of a read model, before it is written: the rows of its tables, changed in memory
 * and then written together, one statement a table, however many events there were.
 */
public final class Draft {

    /** Nothing is kept from one batch to the next: another node may write between the two. */
    private static final int NOTHING = 0;

    private final JdbcOperations jdbc;
    private final String schema;
    private final int keep;
    private final Map<Table<?>, DraftRows<?>> tables = new LinkedHashMap<>();
    private final List<Written<?>> written = new ArrayList<>();

    /** Rows as they were written to the table of an entity, and the keys of those deleted. */
    record Written<R>(Class<R> entity, List<R> rows, List<?> removed) {}

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
     * Of tables in a schema of their own, which nobody else writes.
     *
     * @param keep how many rows a table may keep in memory, so as not to read them again
     */
    public static Draft aside(JdbcOperations jdbc, String schema, int keep) {
        return new Draft(jdbc, schema + ".", keep);
    }

    boolean isAside() {
        return !schema.isEmpty();
    }

    @SuppressWarnings("unchecked")
    <R> Rows<R> rows(Table<R> table) {
        return (Rows<R>) tables.computeIfAbsent(table, t -> new DraftRows<>(t, schema, this::note));
    }

    /** How many rows differ from what is written. */
    public int changed() {
        return tables.values().stream().mapToInt(DraftRows::changed).sum();
    }

    /** Writes what differs. */
    public void write() {
        int before = written.size();
        try {
            tables.values().forEach(rows -> rows.write(jdbc, keep));
        } catch (RuntimeException e) {
            // The tables written before the one that failed are taken back with it.
            written.subList(before, written.size()).clear();
            throw e;
        }
    }

    private void note(Written<?> news) {
        if (!isAside()) {
            written.add(news);
        }
    }

    /** Tells what was written, when it is committed. */
    void tell(LiveTables live) {
        written.forEach(live::wrote);
    }

    /** Forgets what is not written. */
    void discard() {
        tables.clear();
    }
}
