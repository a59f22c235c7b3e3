package encore.readmodel;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The rows of one table by their key: in memory, if they are new or were asked for lately.
 *
 * @param <R> the entity
 */
public final class RowCache<R> extends ViewCache<String, RowCache.Row<R>> {

    private static final int KEPT = 100_000;

    private final TableMapping<R> table;
    private final Map<String, CompletableFuture<Void>> awaited = new ConcurrentHashMap<>();

    /** A row, or that there is none. */
    static final class Row<R> implements Piece {

        private @Nullable R row;

        private Row(@Nullable R row) {
            this.row = row;
        }

        @Override
        @SuppressWarnings("unchecked")
        public synchronized void take(RowChange<?> change) {
            row = ((RowChange<R>) change).of(row);
        }

        @Override
        public int rows() {
            return 1;
        }

        private synchronized <T> Optional<T> look(Function<R, T> question) {
            return Optional.ofNullable(row).map(question);
        }
    }

    private RowCache(View view, Class<R> entity, Function<String, Optional<R>> read) {
        super(
                view,
                KEPT,
                change -> change.entity() == entity ? (String) change.key() : null,
                key -> new Row<>(read.apply(key).orElse(null)));
        this.table = TableMapping.of(entity);
    }

    /** Keeps the rows of a table, those asked for and those new; reads the others. */
    public static <R> RowCache<R> of(
            View view, Class<R> entity, Function<String, Optional<R>> read) {
        var cache = new RowCache<>(view, entity, read);
        view.add(cache);
        return cache;
    }

    /** A row as it is now. */
    public Optional<R> find(String key) {
        return find(key, table::copyOf);
    }

    /** What a row tells as it is now; the row itself is not to be kept, for it changes. */
    public <T> Optional<T> find(String key, Function<R, T> question) {
        return get(key).look(question);
    }

    /** What never changes of a row, from memory if it was ever there: no newer event matters. */
    public <T> Optional<T> findConstant(String key, Function<R, T> question) {
        return known(key).flatMap(row -> row.look(question)).or(() -> find(key, question));
    }

    /** Waits until a row is so, but not for longer than that; answers whether it is. */
    public boolean await(String key, Predicate<R> condition, Duration atMost) {
        long patience = System.nanoTime() + atMost.toNanos();
        while (true) {
            var change = awaited.computeIfAbsent(key, k -> new CompletableFuture<>());
            if (find(key).filter(condition).isPresent()) {
                return true;
            }
            try {
                change.get(patience - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                awaited.remove(key, change);
                return false;
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    @Override
    Optional<Row<R>> begun(String key, RowChange<?> change) {
        if (!change.isWhole()) {
            return Optional.empty();
        }
        var row = new Row<R>(null);
        row.take(change);
        return Optional.of(row);
    }

    @Override
    public void take(RowChange<?> change) {
        super.take(change);
        if (change.entity() == table.entity()) {
            tell(awaited.remove((String) change.key()));
        }
    }

    @Override
    public void forget() {
        super.forget();
        awaited.keySet().forEach(key -> tell(awaited.remove(key)));
    }

    private static void tell(@Nullable CompletableFuture<Void> waiting) {
        if (waiting != null) {
            waiting.complete(null);
        }
    }
}
