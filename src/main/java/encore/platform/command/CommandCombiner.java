package encore.platform.command;

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
final class CommandCombiner<W> {

    private final Map<Object, List<Waiting<W>>> next = new ConcurrentHashMap<>();
    private final int atMost;
    private final Consumer<List<W>> turn;

    /** Is told which pieces to work on; none, when another thread has done this one. */
    private record Waiting<W>(W work, CompletableFuture<List<Waiting<W>>> told) {}

    /**
     * Nothing is under way.
     *
     * @param atMost how many pieces are combined
     * @param turn does them
     */
    CommandCombiner(int atMost, Consumer<List<W>> turn) {
        this.atMost = atMost;
        this.turn = turn;
    }

    /** Returns when the work is done. */
    void take(Object thing, W work) {
        var mine = new Waiting<>(work, new CompletableFuture<List<Waiting<W>>>());
        next.compute(thing, (key, waiting) -> {
            if (waiting == null) {
                mine.told().complete(List.of(mine));
                return new ArrayList<>();
            }
            waiting.add(mine);
            return waiting;
        });
        var together = mine.told().join();
        if (!together.isEmpty()) {
            take(thing, together);
        }
    }

    private void take(Object thing, List<Waiting<W>> together) {
        try {
            turn.accept(together.stream().map(Waiting::work).toList());
        } finally {
            next.computeIfPresent(thing, (key, waiting) -> handOver(waiting));
            together.forEach(waiting -> waiting.told().complete(List.of()));
        }
    }

    /** Null when no other waits. */
    private @Nullable List<Waiting<W>> handOver(List<Waiting<W>> waiting) {
        if (waiting.isEmpty()) {
            return null;
        }
        var first = waiting.subList(0, Math.min(atMost, waiting.size()));
        var together = List.copyOf(first);
        first.clear();
        together.getFirst().told().complete(together);
        return waiting;
    }
}
