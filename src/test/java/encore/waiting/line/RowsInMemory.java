package encore.waiting.line;

import encore.readmodel.RowChange;
import encore.readmodel.Rows;
import encore.readmodel.TableMapping;
import jakarta.persistence.Id;
import org.springframework.jdbc.core.JdbcTemplate;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The rows of one table as its projection makes them; whoever listens is told of each change. */
final class RowsInMemory<R> implements Rows<R> {

    private final Class<R> entity;
    private final List<Field> columns;
    private final Consumer<RowChange<R>> listener;
    private final Map<Object, R> rows = new LinkedHashMap<>();

    /** Of the event whose changes are made. */
    long position;

    RowsInMemory(Class<R> entity, Consumer<RowChange<R>> listener) {
        this.entity = entity;
        this.listener = listener;
        this.columns = Arrays.stream(entity.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .toList();
    }

    @Override
    public void put(R row) {
        changed(keyOf(row), true, before -> copy(row));
    }

    @Override
    public void change(Object key, Consumer<R> change) {
        if (!rows.containsKey(key)) {
            throw new IllegalStateException("no row " + key);
        }
        changeIfThere(key, change);
    }

    @Override
    public void changeIfThere(Object key, Consumer<R> change) {
        changed(key, false, before -> {
            if (before != null) {
                change.accept(before);
            }
            return before;
        });
    }

    @Override
    public void remove(Object key) {
        changed(key, true, before -> null);
    }

    private void changed(Object key, boolean isWhole, UnaryOperator<R> made) {
        var change = new RowChange<>(entity, key, position, isWhole, made);
        rows.compute(key, (same, before) -> change.of(before));
        listener.accept(change);
    }

    /** Another row that is the same; null for none. */
    R get(Object key) {
        return rows.containsKey(key) ? copy(rows.get(key)) : null;
    }

    /** The table has these rows from now on, and no others. */
    void write(JdbcTemplate jdbc) {
        var table = TableMapping.of(entity).name();
        jdbc.update("delete from " + table);
        var names = columns.stream()
                .map(field -> field.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        var marks = String.join(", ", Collections.nCopies(columns.size(), "?"));
        Collection<R> all = rows.values();
        jdbc.batchUpdate(
                "insert into " + table + " (" + names + ") values (" + marks + ")",
                all.stream().map(this::values).toList());
    }

    private Object[] values(R row) {
        return columns.stream()
                .map(field -> get(field, row))
                .map(value -> value instanceof Instant at
                        ? Timestamp.from(at)
                        : value instanceof Enum<?> constant ? constant.name() : value)
                .toArray();
    }

    private Object keyOf(R row) {
        return columns.stream()
                .filter(field -> field.isAnnotationPresent(Id.class))
                .map(field -> get(field, row))
                .findAny()
                .orElseThrow();
    }

    R copy(R row) {
        try {
            var copy = entity.getDeclaredConstructor().newInstance();
            for (var field : columns) {
                field.set(copy, field.get(row));
            }
            return copy;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object get(Field field, Object row) {
        try {
            return field.get(row);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
