package encore.readmodel;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What one event has made of one row.
 *
 * @param position of the event
 * @param isWhole whether it tells all of the row, whatever that was before
 * @param <R> the entity
 */
public record Change<R>(Class<R> entity, Object key, long position, boolean isWhole,
        UnaryOperator<R> made) {

    static <R> Change<R> put(Table<R> table, long position, R row) {
        return new Change<>(table.entity(), table.keyOf(row), position, true,
                before -> table.copyOf(row));
    }

    static <R> Change<R> remove(Table<R> table, long position, Object key) {
        return new Change<>(table.entity(), key, position, true, before -> null);
    }

    static <R> Change<R> change(Table<R> table, long position, Object key, Consumer<R> change) {
        return new Change<>(table.entity(), key, position, false, before -> {
            if (before != null) {
                change.accept(before);
            }
            return before;
        });
    }

    /** What has become of the row; null for none. It may be the given one, changed. */
    public R of(R before) {
        return made.apply(before);
    }

    /** The same, if it is of that entity's table; else null. */
    @SuppressWarnings("unchecked")
    public <E> Change<E> in(Class<E> table) {
        return entity == table ? (Change<E>) this : null;
    }
}
