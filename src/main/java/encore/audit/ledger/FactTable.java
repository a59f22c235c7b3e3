package encore.audit.ledger;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A temporary table of one kind of fact, filled a page at a time by one statement. It is on the
 * database's disk, so it may be as large as the store; it goes when its connection does.
 */
final class FactTable {

    private record Column(String name, String type, List<@Nullable Object> values) {}

    private final JdbcTemplate jdbc;
    private final String name;
    private final List<Column> columns;

    /** Columns are given as {@code "name type"}. */
    FactTable(JdbcTemplate jdbc, String name, String... columns) {
        this.jdbc = jdbc;
        this.name = name;
        this.columns = Stream.of(columns)
                .map(column -> column.split(" "))
                .map(words -> new Column(words[0], words[1], new ArrayList<>()))
                .toList();
        jdbc.execute("create temporary table " + name + " (" + String.join(", ", columns) + ")");
    }

    /** Takes one fact, in the order of the columns; null where there is nothing to tell. */
    void add(@Nullable Object... values) {
        for (int i = 0; i < values.length; i++) {
            columns.get(i).values().add(values[i]);
        }
    }

    /** Writes what was taken since the last time. */
    void write() {
        if (columns.getFirst().values().isEmpty()) {
            return;
        }
        var arrays = columns.stream()
                .map(column -> "?::" + column.type() + "[]")
                .collect(Collectors.joining(", "));
        jdbc.update("insert into " + name + " select * from unnest(" + arrays + ")", statement -> {
            for (int i = 0; i < columns.size(); i++) {
                var column = columns.get(i);
                statement.setArray(
                        i + 1,
                        statement
                                .getConnection()
                                .createArrayOf(column.type(), column.values().toArray()));
            }
        });
        columns.forEach(column -> column.values().clear());
    }

    /** Nothing is added any more: lets the database plan its joins. */
    void complete() {
        write();
        jdbc.execute("analyze " + name);
    }
}
