package encore.readmodel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The pieces of a read model that are in memory, those asked for last. Any of them may be dropped
 * at any time, for it can be read again.
 *
 * @param <K> what tells them apart
 */
public class ViewCache<K, P extends Piece> implements View.Listener {

    private final View view;
    private final int most;
    private final Function<RowChange<?>, K> concerned;
    private final Function<K, P> read;
    private final LinkedHashMap<K, Entry<P>> entries = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<K, ReentrantLock> reading = new ConcurrentHashMap<>();
    private int rows;

    private static final class Entry<P> {
        private final P piece;

        /** It was read from tables that had taken in the events up to this one. */
        private final long readAt;

        private int rows;

        private Entry(P piece, long readAt) {
            this.piece = piece;
            this.readAt = readAt;
        }
    }

    ViewCache(View view, int most, Function<RowChange<?>, K> concerned, Function<K, P> read) {
        this.view = view;
        this.most = most;
        this.concerned = concerned;
        this.read = read;
    }

    /**
     * Keeps pieces of a read model, those asked for.
     *
     * @param most how many rows, in all
     * @param concerned which piece a change is for; null for none
     * @param read reads a piece
     */
    public static <K, P extends Piece> ViewCache<K, P> of(
            View view, int most, Function<RowChange<?>, K> concerned, Function<K, P> read) {
        var cache = new ViewCache<>(view, most, concerned, read);
        view.add(cache);
        return cache;
    }

    /** A piece as it is after whatever this node knows of. */
    public P get(K key) {
        view.reachNewest();
        return known(key).orElseGet(() -> readAndKeep(key));
    }

    /** A piece as it was a moment ago; empty when it is not in memory. */
    Optional<P> known(K key) {
        return view.undisturbed(() -> inMemory(key));
    }

    /** One caller reads, and all others that ask for the same piece wait for it. */
    private P readAndKeep(K key) {
        var turn = reading.computeIfAbsent(key, k -> new ReentrantLock());
        turn.lock();
        try {
            return known(key).orElseGet(() -> readInTurn(key));
        } finally {
            reading.remove(key, turn);
            turn.unlock();
        }
    }

    private P readInTurn(K key) {
        while (view.undisturbed(view::isInMemory)) {
            var found = view.read(() -> read.apply(key));
            var piece = view.undisturbed(() -> inMemory(key).or(() -> {
                var brought = broughtUp(key, found);
                brought.filter(p -> p.rows() > 0)
                        .ifPresent(p -> put(key, new Entry<>(p, found.position())));
                return brought;
            }));
            if (piece.isPresent()) {
                return piece.get();
            }
            view.lookAtTables();
        }
        return view.fromTheTables(() -> read.apply(key));
    }

    private Optional<P> inMemory(K key) {
        return Optional.ofNullable(entries.get(key)).map(entry -> entry.piece);
    }

    /** Makes the changes since it was read; empty when they are not remembered any more. */
    private Optional<P> broughtUp(K key, ViewSource.Read<P> found) {
        if (!view.remembersAllSince(found)) {
            return Optional.empty();
        }
        view.changesSince(found)
                .filter(change -> key.equals(concerned.apply(change)))
                .forEach(found.rows()::take);
        return Optional.of(found.rows());
    }

    @Override
    public void take(RowChange<?> change) {
        K key = concerned.apply(change);
        if (key == null) {
            return;
        }
        var entry = entries.get(key);
        if (entry == null) {
            begun(key, change).ifPresent(piece -> put(key, new Entry<>(piece, -1)));
        } else if (change.position() > entry.readAt) {
            entry.piece.take(change);
            weigh(entry);
        }
    }

    /** A piece of which a change tells all; empty where none can. */
    Optional<P> begun(K key, RowChange<?> change) {
        return Optional.empty();
    }

    private void put(K key, Entry<P> entry) {
        entries.put(key, entry);
        weigh(entry);
    }

    private void weigh(Entry<P> entry) {
        rows += entry.piece.rows() - entry.rows;
        entry.rows = entry.piece.rows();
        while (rows > most && entries.size() > 1) {
            rows -= entries.pollFirstEntry().getValue().rows;
        }
    }

    @Override
    public void forget() {
        entries.clear();
        rows = 0;
    }
}
