package encore.kernel.view;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks the rows of a table up by key: in memory, if this node writes them and they were written or
 * asked for lately; else in the table.
 *
 * @param <R> the entity
 */
public final class Recent<R> implements Memory<R> {

    private static final int KEPT = 200_000;

    private final LiveTables live;
    private final Table<R> table;
    private final Function<String, Optional<R>> stored;
    private volatile Cache<String, R> rows = none();

    /**
     * Follows the table.
     *
     * @param stored asks the table itself
     */
    public Recent(LiveTables live, Class<R> entity, Function<String, Optional<R>> stored) {
        this.live = live;
        this.table = Table.of(entity);
        this.stored = stored;
        live.follow(entity, this);
    }

    private static <R> Cache<String, R> none() {
        return Caffeine.newBuilder().maximumSize(KEPT).build();
    }

    public Optional<R> find(String key) {
        return live.areOurs(table.entity())
                ? Optional.ofNullable(rows.get(key, k -> stored.apply(k).orElse(null)))
                : stored.apply(key);
    }

    /**
     * Of these keys, the rows found; those neither written nor asked for lately may be missing on
     * the node that writes the table.
     */
    public List<R> amongRecent(Collection<String> keys, Function<Collection<String>, List<R>> all) {
        return live.areOurs(table.entity())
                ? List.copyOf(rows.getAllPresent(keys).values()) : all.apply(keys);
    }

    @Override
    public void changed(List<R> changed, List<?> removed) {
        changed.forEach(row -> rows.put((String) table.keyOf(row), row));
        removed.forEach(key -> rows.invalidate((String) key));
    }

    @Override
    public void forget() {
        rows = none();
    }
}
