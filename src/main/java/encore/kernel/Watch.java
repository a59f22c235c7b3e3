package encore.kernel;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Lets any number of threads wait for facts to turn up in the database, on whichever node they are
 * written, with one query a tick for all of them together and none while nobody waits.
 *
 * @param <K> what is waited for
 * @param <V> what is then known about it
 */
public final class Watch<K, V> implements AutoCloseable {

    private final Set<Waiter<K, V>> waiters = ConcurrentHashMap.newKeySet();
    private final Semaphore someoneWaits = new Semaphore(0);
    private final Function<Collection<K>, Map<K, V>> look;
    private final Duration tick;
    private final Thread watcher;

    /** One thread that waits; two of them may wait for the same key. */
    private static final class Waiter<K, V> {
        private final K key;
        private final CompletableFuture<V> future = new CompletableFuture<>();

        private Waiter(K key) {
            this.key = key;
        }
    }

    /**
     * Starts the watch.
     *
     * @param tick the pause between two looks
     * @param look answers for those keys that have turned up, and leaves the others out
     */
    public Watch(String name, Duration tick, Function<Collection<K>, Map<K, V>> look) {
        this.look = look;
        this.tick = tick;
        this.watcher = Thread.ofPlatform().daemon().name("watch-" + name).start(this::run);
    }

    /** Waits until the key turns up, or the time is over. */
    public Optional<V> await(K key, Duration atMost) {
        var waiter = new Waiter<K, V>(key);
        waiters.add(waiter);
        someoneWaits.release();
        try {
            return Optional.of(waiter.future.get(atMost.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("could not look for " + key, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            waiters.remove(waiter);
        }
    }

    private void run() {
        try {
            while (true) {
                someoneWaits.acquire();
                someoneWaits.drainPermits();
                while (!waiters.isEmpty()) {
                    lookOnce();
                    Thread.sleep(tick);
                }
            }
        } catch (InterruptedException e) {
            // The watch was closed: there is nobody left to wait.
        }
    }

    private void lookOnce() {
        var looking = Set.copyOf(waiters);
        try {
            var found = look.apply(looking.stream().map(w -> w.key).collect(Collectors.toSet()));
            finish(looking, waiter -> {
                var value = found.get(waiter.key);
                if (value != null) {
                    waiter.future.complete(value);
                }
            });
        } catch (RuntimeException e) {
            finish(looking, waiter -> waiter.future.completeExceptionally(e));
        }
    }

    private void finish(Set<Waiter<K, V>> looking, Consumer<Waiter<K, V>> answer) {
        for (var waiter : looking) {
            answer.accept(waiter);
            if (waiter.future.isDone()) {
                waiters.remove(waiter);
            }
        }
    }

    @Override
    public void close() {
        watcher.interrupt();
    }
}
