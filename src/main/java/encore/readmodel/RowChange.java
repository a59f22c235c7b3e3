package encore.readmodel;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What one event has made of one row.
 *
 * @param position of the event
 * @param isWhole whether it tells all of the row, whatever that was before
 * @param <R> the entity
 */
public record RowChange<R>(
        Class<R> entity,
        Object key,
        long position,
        boolean isWhole,
        UnaryOperator<@Nullable R> made) {

    static <R> RowChange<R> put(TableMapping<R> table, long position, R row) {
        return new RowChange<>(
                table.entity(), table.keyOf(row), position, true, before -> table.copyOf(row));
    }

    static <R> RowChange<R> remove(TableMapping<R> table, long position, Object key) {
        return new RowChange<>(table.entity(), key, position, true, before -> null);
    }

    static <R> RowChange<R> change(
            TableMapping<R> table, long position, Object key, Consumer<R> change) {
        return new RowChange<>(table.entity(), key, position, false, before -> {
            if (before != null) {
                change.accept(before);
            }
            return before;
        });
    }

    /** What has become of the row; null for none. It may be the given one, changed. */
    public @Nullable R of(@Nullable R before) {
        return made.apply(before);
    }

    /** The same, made of a copy: the given one stays as it is, for whoever has got hold of it. */
    public @Nullable R ofCopy(@Nullable R before) {
        return of(before == null ? null : TableMapping.of(entity).copyOf(before));
    }

    /** The same, if it is of that entity's table; else null. */
    @SuppressWarnings("unchecked")
    public <E> @Nullable RowChange<E> in(Class<E> table) {
        return entity == table ? (RowChange<E>) this : null;
    }
}
