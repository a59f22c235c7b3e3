package encore.readmodel;

import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How the rows of an entity lie in their table: a column for each field, {@code heldUntil} in
 * {@code held_until}, {@code @Id} the key.
 *
 * @param <R> the entity
 */
public final class TableMapping<R> {

    private static final ClassValue<TableMapping<?>> TABLES = new ClassValue<>() {
        @Override
        protected TableMapping<?> computeValue(Class<?> entity) {
            return new TableMapping<>(entity);
        }
    };

    private static final Map<Class<?>, String> TYPES = Map.of(
            String.class,
            "text",
            long.class,
            "bigint",
            Long.class,
            "bigint",
            int.class,
            "integer",
            boolean.class,
            "boolean",
            Instant.class,
            "timestamptz",
            LocalDate.class,
            "date",
            Double.class,
            "float8");

    private final Class<R> entity;
    private final String name;
    private final Constructor<R> constructor;
    private final List<Column> columns;
    private final Column key;

    private record Column(Field field, String name, String type) {

        Object of(Object row) {
            try {
                return field.get(row);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private TableMapping(Class<R> entity) {
        this.entity = entity;
        try {
            name = entity.getAnnotation(jakarta.persistence.Table.class).name();
            constructor = entity.getDeclaredConstructor();
            constructor.setAccessible(true);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(entity + " can't be made", e);
        }
        columns = Arrays.stream(entity.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .map(TableMapping::column)
                .toList();
        key = columns.stream()
                .filter(column -> column.field().isAnnotationPresent(Id.class))
                .findAny()
                .orElseThrow();
    }

    private static Column column(Field field) {
        field.setAccessible(true);
        var type = field.getType().isEnum() ? "text" : TYPES.get(field.getType());
        if (type == null) {
            throw new IllegalArgumentException("no column for " + field);
        }
        return new Column(
                field, field.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT), type);
    }

    /** The table of an entity. */
    @SuppressWarnings("unchecked")
    public static <R> TableMapping<R> of(Class<R> entity) {
        return (TableMapping<R>) TABLES.get(entity);
    }

    Class<R> entity() {
        return entity;
    }

    public String name() {
        return name;
    }

    Object keyOf(R row) {
        return key.of(row);
    }

    /** Another row that is the same. */
    R copyOf(R row) {
        try {
            var copy = constructor.newInstance();
            for (var column : columns) {
                column.field().set(copy, column.of(row));
            }
            return copy;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("can't copy a row of " + name, e);
        }
    }

    /** One parameter: an array of keys. */
    String selectIn(String schema) {
        return "select " + names() + " from " + schema + name + " where " + key.name()
                + " = any(?)";
    }

    /** One parameter: an array of keys. */
    String deleteIn(String schema) {
        return "delete from " + schema + name + " where " + key.name() + " = any(?)";
    }

    /** A parameter for each column: an array of its values. */
    String upsertIn(String schema) {
        var arrays = columns.stream()
                .map(column -> "?::" + column.type() + "[]")
                .collect(Collectors.joining(", "));
        var others = columns.stream()
                .filter(column -> !column.equals(key))
                .map(column -> column.name() + " = excluded." + column.name())
                .collect(Collectors.joining(", "));
        return "insert into " + schema + name + " (" + names() + ")"
                + " select * from unnest(" + arrays + ")"
                + " on conflict (" + key.name() + ") do update set " + others;
    }

    private String names() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    Array keys(Connection connection, List<?> keys) throws SQLException {
        return connection.createArrayOf(key.type(), keys.toArray());
    }

    /** The parameters of the upsert. */
    Array[] arrays(Connection connection, List<R> rows) throws SQLException {
        var arrays = new Array[columns.size()];
        for (int c = 0; c < arrays.length; c++) {
            var column = columns.get(c);
            var values = new Object[rows.size()];
            for (int r = 0; r < values.length; r++) {
                values[r] = stored(column.of(rows.get(r)));
            }
            arrays[c] = connection.createArrayOf(column.type(), values);
        }
        return arrays;
    }

    private static Object stored(Object value) {
        return value instanceof Enum<?> constant ? constant.name() : value;
    }

    R read(ResultSet result) throws SQLException {
        try {
            var row = constructor.newInstance();
            for (int c = 0; c < columns.size(); c++) {
                var field = columns.get(c).field();
                field.set(row, read(result, c + 1, field.getType()));
            }
            return row;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("can't read a row of " + name, e);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable Object read(ResultSet result, int index, Class<?> type)
            throws SQLException {
        if (type == Instant.class) {
            var timestamp = result.getObject(index, Timestamp.class);
            return timestamp == null ? null : timestamp.toInstant();
        }
        if (type.isEnum()) {
            var constant = result.getString(index);
            return constant == null ? null : Enum.valueOf((Class) type, constant);
        }
        return result.getObject(index, ClassUtils.resolvePrimitiveIfNecessary(type));
    }
}
