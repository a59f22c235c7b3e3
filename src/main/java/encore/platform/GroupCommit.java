package encore.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * Makes much work durable at the price of one: while the disk is busy with a commit, others gather,
 * and share the next. Each still succeeds or fails alone, and nobody goes on before it is durable.
 *
 * @param <T> a piece of work, written whole or not at all
 */
final class GroupCommit<T> implements AutoCloseable {

    private final BlockingQueue<Waiting<T>> queue = new LinkedBlockingQueue<>();
    private final int atMost;
    private final Consumer<List<T>> write;
    private final Thread writer;

    private record Waiting<T>(T work, CompletableFuture<Void> durable) {}

    /**
     * Starts.
     *
     * @param atMost so many pieces share a commit
     * @param write writes them in one transaction, and returns when that is committed
     */
    GroupCommit(String name, int atMost, Consumer<List<T>> write) {
        this.atMost = atMost;
        this.write = write;
        this.writer = Thread.ofPlatform().daemon().name("commit-" + name).start(this::run);
    }

    /** Returns when the work is durable, and throws what kept it from being so. */
    void commit(T work) {
        var waiting = new Waiting<>(work, new CompletableFuture<Void>());
        queue.add(waiting);
        if (!writer.isAlive()) {
            // Whether the writer still saw it or not, nobody waits for ever.
            waiting.durable().completeExceptionally(new IllegalStateException("was stopped"));
        }
        try {
            waiting.durable().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void run() {
        var group = new ArrayList<Waiting<T>>();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                group.add(queue.take());
                queue.drainTo(group, atMost - 1);
                commit(group);
                group.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            queue.forEach(waiting -> waiting.durable()
                    .completeExceptionally(new IllegalStateException("was stopped")));
        }
    }

    private void commit(List<Waiting<T>> group) {
        try {
            write.accept(group.stream().map(Waiting::work).toList());
            group.forEach(waiting -> waiting.durable().complete(null));
        } catch (RuntimeException e) {
            if (group.size() > 1) {
                group.forEach(waiting -> commit(List.of(waiting)));
            } else {
                group.getFirst().durable().completeExceptionally(e);
            }
        } catch (Error e) {
            group.forEach(waiting -> waiting.durable().completeExceptionally(e));
            throw e;
        }
    }

    @Override
    public void close() {
        writer.interrupt();
    }
}
