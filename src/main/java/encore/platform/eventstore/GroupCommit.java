package encore.platform.eventstore;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Many pieces of work share a commit: while the disk is busy with one, others gather and share the
 * next. Each piece still succeeds or fails alone, and no caller returns before it is durable.
 *
 * <p>A group that fails by the fault of one piece is halved until that one is alone. A failure that
 * is no piece's fault, such as a lost connection, fails the whole group, and after a second also
 * all that wait: each would wait as long, and after a commit would be written again.
 *
 * @param <T> a piece of work, written whole or not at all
 */
final class GroupCommit<T> implements AutoCloseable {

    /**
     * Under load a commit begins this often at most: on a fast disk many small commits would take
     * processor time from everything else. With little to do there is no wait.
     */
    private static final long GATHER_NANOS = 2_000_000;

    /** A failure after this time means that the database is away. */
    private static final long OUTAGE_NANOS = 1_000_000_000;

    private final BlockingQueue<Waiting<T>> queue = new LinkedBlockingQueue<>();
    private final int atMost;
    private final Predicate<RuntimeException> isFaultOfOne;
    private final Consumer<List<T>> write;
    private final Thread writer;
    private final LeakyBucket many = new LeakyBucket();
    private volatile boolean stopped;

    private record Waiting<T>(T work, CompletableFuture<Void> durable) {

        private void stop() {
            durable.completeExceptionally(new IllegalStateException("was stopped"));
        }
    }

    /**
     * Starts.
     *
     * @param atMost how many pieces share a commit
     * @param isFaultOfOne whether a failure, after which surely nothing is written, may be the
     *     fault of one piece
     * @param write writes them in one transaction, and returns when that is committed
     */
    GroupCommit(
            String name,
            int atMost,
            Predicate<RuntimeException> isFaultOfOne,
            Consumer<List<T>> write) {
        this.atMost = atMost;
        this.isFaultOfOne = isFaultOfOne;
        this.write = write;
        this.writer = Thread.ofPlatform().daemon().name("commit-" + name).start(this::run);
    }

    /** Returns when the work is durable, and throws what kept it from being so. */
    void commit(T work) {
        var waiting = new Waiting<>(work, new CompletableFuture<Void>());
        queue.add(waiting);
        if (stopped) {
            // The writer may not see it any more, and no caller waits for ever.
            waiting.stop();
        }
        try {
            waiting.durable().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void run() {
        try {
            long begun = System.nanoTime();
            while (!stopped) {
                var group = new ArrayList<Waiting<T>>();
                group.add(queue.take());
                if (many.isFull()) {
                    LockSupport.parkNanos(begun + GATHER_NANOS - System.nanoTime());
                }
                begun = System.nanoTime();
                queue.drainTo(group, atMost - 1);
                many.add(group.size());
                commit(group);
            }
        } catch (InterruptedException e) {
            // Closed.
        } finally {
            stopped = true;
            queue.forEach(Waiting::stop);
        }
    }

    /** Every caller is told, whatever happens, and the next group follows. */
    private void commit(List<Waiting<T>> group) {
        long begun = System.nanoTime();
        try {
            write.accept(group.stream().map(Waiting::work).toList());
            group.forEach(waiting -> waiting.durable().complete(null));
        } catch (RuntimeException e) {
            if (group.size() > 1 && isFaultOfOne.test(e)) {
                commit(group.subList(0, group.size() / 2));
                commit(group.subList(group.size() / 2, group.size()));
            } else {
                fail(group, e);
                failWhoHasWaited(e, System.nanoTime() - begun);
            }
        } catch (Error e) {
            fail(group, e);
        }
    }

    /** In an outage a caller does not wait for a second time-out. */
    private void failWhoHasWaited(RuntimeException failure, long nanos) {
        if (nanos > OUTAGE_NANOS) {
            var others = new ArrayList<Waiting<T>>();
            queue.drainTo(others);
            fail(others, failure);
        }
    }

    private static void fail(List<? extends Waiting<?>> group, Throwable failure) {
        group.forEach(waiting -> waiting.durable().completeExceptionally(failure));
    }

    /** What is being written is still written. */
    @Override
    public void close() {
        stopped = true;
        writer.interrupt();
    }
}
