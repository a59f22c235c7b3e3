package encore.kernel.metrics;

import encore.kernel.work.Outage;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
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
 * a second ago at most. They are asked when a scrape comes, all in one round, and no scrape waits
 * long for them: while the database can't be asked, they are NaN, and all other meters still
 * answer.
 */
@Component
public class Gauges {

    private static final Logger log = LoggerFactory.getLogger(Gauges.class);
    private static final Duration GOOD_FOR = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final MeterRegistry registry;
    private final JdbcClient jdbc;
    private final List<Group<?>> groups = new CopyOnWriteArrayList<>();
    private final Executor asker =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("gauges").factory());
    private final Outage outage = new Outage(log, "a gauge can't be told");
    private Round round = new Round(System.nanoTime() - GOOD_FOR.toNanos());

    /** All questions, asked once, and what was answered; begun at, in nanoseconds. */
    private record Round(long begunAt, CompletableFuture<Void> done, Map<Group<?>, Object> told) {

        private Round(long begunAt) {
            this(begunAt, new CompletableFuture<>(), new ConcurrentHashMap<>());
        }
    }

    Gauges(MeterRegistry registry, JdbcClient jdbc) {
        this.registry = registry;
        this.jdbc = jdbc;
        round.done.complete(null);
    }

    /** What one question tells. */
    public final class Group<T> {

        private final Supplier<T> question;

        private Group(Supplier<T> question) {
            this.question = question;
        }

        /** Shows a part of the answer; a number of things has no unit. */
        @SuppressWarnings("unchecked")
        public Group<T> show(
                String name,
                String description,
                @Nullable String baseUnit,
                ToDoubleFunction<T> value,
                String... tags) {
            Gauge.builder(name, () -> {
                        var now = (T) lookAround().told.get(this);
                        return now == null ? Double.NaN : value.applyAsDouble(now);
                    })
                    .description(description)
                    .baseUnit(baseUnit)
                    .tags(tags)
                    .register(registry);
            return this;
        }
    }

    /** Gauges of what this answers; it must be quick. */
    public <T> Group<T> of(Supplier<T> question) {
        var group = new Group<>(question);
        groups.add(group);
        return group;
    }

    /** Gauges of the columns of the one row that the statement finds. */
    public Group<Map<String, Object>> of(String sql) {
        return of(() -> jdbc.sql(sql).query().singleRow());
    }

    /** A number in such a row. */
    public static double number(Map<String, Object> row, String column) {
        return ((Number) Objects.requireNonNull(row.get(column))).doubleValue();
    }

    private Round lookAround() {
        var current = current();
        long left = current.begunAt + PATIENCE.toNanos() - System.nanoTime();
        try {
            current.done.get(Math.max(0, left), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (TimeoutException e) {
            log.debug("some gauges are not told in time");
        }
        return current;
    }

    /** While a round is under way, no other begins. */
    private synchronized Round current() {
        if (round.done.isDone() && System.nanoTime() - round.begunAt >= GOOD_FOR.toNanos()) {
            var next = new Round(System.nanoTime());
            round = next;
            asker.execute(() -> ask(next));
        }
        return round;
    }

    private void ask(Round round) {
        boolean failed = false;
        for (var group : groups) {
            try {
                round.told.put(group, group.question.get());
            } catch (RuntimeException e) {
                failed = true;
                outage.goesOn(e);
            }
        }
        if (!failed) {
            outage.isOver();
        }
        round.done.complete(null);
    }
}
