package encore.kernel;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Gauges of what is in the tables that all nodes share: each says the same on every node, as it was
 * a second ago at most. They are asked when somebody looks, all in one round, and nobody waits long
 * for them: while the database can't be asked, they are NaN, and all other meters still answer.
 */
@Component
public class Gauges {

    private static final Duration GOOD_FOR = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final MeterRegistry registry;
    private final JdbcClient jdbc;
    private final List<Group<?>> groups = new CopyOnWriteArrayList<>();
    private final Executor asker = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("gauges").factory());
    private Round round = new Round(System.nanoTime() - GOOD_FOR.toNanos(),
            CompletableFuture.completedFuture(null));

    /** All questions, asked once; begun at, in nanoseconds. */
    private record Round(long begunAt, CompletableFuture<Void> done) {}

    Gauges(MeterRegistry registry, JdbcClient jdbc) {
        this.registry = registry;
        this.jdbc = jdbc;
    }

    /** What one question tells. */
    public final class Group<T> {

        private final Supplier<T> question;
        private volatile @Nullable T answer;

        private Group(Supplier<T> question) {
            this.question = question;
        }

        private void ask() {
            answer = question.get();
        }

        /** Shows a part of the answer; a number of things has no unit. */
        public Group<T> show(String name, String description, @Nullable String baseUnit,
                ToDoubleFunction<T> value, String... tags) {
            Gauge.builder(name, () -> {
                lookAround();
                var now = answer;
                return now == null ? Double.NaN : value.applyAsDouble(now);
            }).description(description).baseUnit(baseUnit).tags(tags).register(registry);
            return this;
        }
    }

    /** Gauges of what this answers, which had better be quick. */
    public <T> Group<T> of(Supplier<T> question) {
        var group = new Group<>(question);
        groups.add(group);
        return group;
    }

    /** Gauges of the columns of the one row that the statement finds. */
    public Group<Map<String, Object>> of(String sql) {
        return of(() -> jdbc.sql(sql).query().singleRow());
    }

    private void lookAround() {
        var current = current();
        long left = current.begunAt + PATIENCE.toNanos() - System.nanoTime();
        try {
            current.done.get(Math.max(0, left), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            // Then what has not been answered is not known.
        }
    }

    /** While a round is under way, no other begins. */
    private synchronized Round current() {
        if (round.done.isDone() && System.nanoTime() - round.begunAt >= GOOD_FOR.toNanos()) {
            var next = new Round(System.nanoTime(), new CompletableFuture<>());
            round = next;
            asker.execute(() -> ask(next));
        }
        return round;
    }

    private void ask(Round round) {
        try {
            groups.forEach(group -> group.answer = null);
            groups.forEach(Group::ask);
            round.done.complete(null);
        } catch (RuntimeException e) {
            round.done.completeExceptionally(e);
        }
    }
}
