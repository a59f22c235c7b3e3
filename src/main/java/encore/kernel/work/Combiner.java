package encore.kernel.work;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Combines work on the same thing (flat combining): what arrives while one thread works is done
 * together afterwards, by one of the waiting threads. A thread that finds none at work starts at
 * once.
 *
 * @param <W> a piece of work, which keeps its own result
 */
public final class Combiner<W> {

    private final Map<Object, List<Waiting<W>>> next = new ConcurrentHashMap<>();
    private final int atMost;
    private final Consumer<List<W>> together;

    /** Is told which pieces to work on; none, when another thread has done this one. */
    private record Waiting<W>(W work, CompletableFuture<List<Waiting<W>>> told) {}

    /**
     * Nothing is under way.
     *
     * @param atMost how many pieces are combined
     * @param together does them
     */
    public Combiner(int atMost, Consumer<List<W>> together) {
        this.atMost = atMost;
        this.together = together;
    }

    /** Returns when the work is done. */
    public void perform(Object thing, W work) {
        var mine = new Waiting<>(work, new CompletableFuture<List<Waiting<W>>>());
        next.compute(thing, (key, waiting) -> {
            if (waiting == null) {
                mine.told().complete(List.of(mine));
                return new ArrayList<>();
            }
            waiting.add(mine);
            return waiting;
        });
        var pieces = mine.told().join();
        if (!pieces.isEmpty()) {
            perform(thing, pieces);
        }
    }

    private void perform(Object thing, List<Waiting<W>> pieces) {
        try {
            together.accept(pieces.stream().map(Waiting::work).toList());
        } finally {
            next.computeIfPresent(thing, (key, waiting) -> handOver(waiting));
            pieces.forEach(waiting -> waiting.told().complete(List.of()));
        }
    }

    /** Null when no other waits. */
    private @Nullable List<Waiting<W>> handOver(List<Waiting<W>> waiting) {
        if (waiting.isEmpty()) {
            return null;
        }
        var first = waiting.subList(0, Math.min(atMost, waiting.size()));
        var pieces = List.copyOf(first);
        first.clear();
        pieces.getFirst().told().complete(pieces);
        return waiting;
    }
}
