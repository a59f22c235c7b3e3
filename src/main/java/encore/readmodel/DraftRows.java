package encore.readmodel;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** The rows of one table that a draft has touched: what they are now, and what is not written. */
final class DraftRows<R> implements Rows<R> {

    private final TableMapping<R> table;
    private final String schema;
    private final LinkedHashMap<Object, Entry<R>> entries = new LinkedHashMap<>(16, 0.75f, true);
    private int changed;

    /** One key: its row, or what is to be done to it once it is read. */
    private static final class Entry<R> {
        private @Nullable R row;
        private boolean known;
        private boolean changed;
        private List<Consumer<@Nullable R>> waiting = List.of();
    }

    DraftRows(TableMapping<R> table, String schema) {
        this.table = table;
        this.schema = schema;
    }

    @Override
    public void put(R row) {
        set(table.keyOf(row), row);
    }

    @Override
    public void remove(Object key) {
        set(key, null);
    }

    private void set(Object key, @Nullable R row) {
        var entry = touched(key);
        entry.row = row;
        entry.known = true;
        entry.waiting = List.of();
    }

    @Override
    public void change(Object key, Consumer<R> change) {
        perform(key, row -> {
            if (row == null) {
                throw new IllegalStateException("no row " + key + " in " + table.name());
            }
            change.accept(row);
        });
    }

    @Override
    public void changeIfThere(Object key, Consumer<R> change) {
        perform(key, row -> {
            if (row != null) {
                change.accept(row);
            }
        });
    }

    private void perform(Object key, Consumer<@Nullable R> change) {
        var entry = touched(key);
        if (entry.known) {
            change.accept(entry.row);
        } else {
            if (entry.waiting.isEmpty()) {
                entry.waiting = new ArrayList<>();
            }
            entry.waiting.add(change);
        }
    }

    private Entry<R> touched(Object key) {
        var entry = entries.computeIfAbsent(key, k -> new Entry<>());
        if (!entry.changed) {
            entry.changed = true;
            changed++;
        }
        return entry;
    }

    /** How many rows differ from what is written. */
    int changed() {
        return changed;
    }

    /** Writes what differs, and keeps at most {@code keep} rows in memory. */
    void write(JdbcOperations jdbc, int keep) {
        if (changed > 0) {
            readAwaited(jdbc);
            upsert(jdbc);
            delete(jdbc);
            entries.values().forEach(entry -> entry.changed = false);
            changed = 0;
        }
        var eldest = entries.values().iterator();
        while (entries.size() > keep) {
            eldest.next();
            eldest.remove();
        }
    }

    private void readAwaited(JdbcOperations jdbc) {
        var awaited = entries.entrySet().stream()
                .filter(entry -> !entry.getValue().known)
                .toList();
        if (awaited.isEmpty()) {
            return;
        }
        var keys = awaited.stream().map(java.util.Map.Entry::getKey).toList();
        jdbc.query(
                connection -> {
                    var select = connection.prepareStatement(table.selectIn(schema));
                    select.setArray(1, table.keys(connection, keys));
                    return select;
                },
                result -> {
                    var row = table.read(result);
                    Objects.requireNonNull(entries.get(table.keyOf(row))).row = row;
                });
        for (var found : awaited) {
            var entry = found.getValue();
            entry.known = true;
            entry.waiting.forEach(change -> change.accept(entry.row));
            entry.waiting = List.of();
        }
    }

    private void upsert(JdbcOperations jdbc) {
        var rows = entries.values().stream()
                .filter(entry -> entry.changed && entry.row != null)
                .map(entry -> entry.row)
                .toList();
        if (!rows.isEmpty()) {
            jdbc.update(connection -> {
                var upsert = connection.prepareStatement(table.upsertIn(schema));
                var arrays = table.arrays(connection, rows);
                for (int c = 0; c < arrays.length; c++) {
                    upsert.setArray(c + 1, arrays[c]);
                }
                return upsert;
            });
        }
    }

    private void delete(JdbcOperations jdbc) {
        var keys = entries.entrySet().stream()
                .filter(entry -> entry.getValue().changed && entry.getValue().row == null)
                .map(java.util.Map.Entry::getKey)
                .toList();
        if (!keys.isEmpty()) {
            jdbc.update(connection -> {
                var delete = connection.prepareStatement(table.deleteIn(schema));
                delete.setArray(1, table.keys(connection, keys));
                return delete;
            });
            keys.forEach(entries::remove);
        }
    }
}
