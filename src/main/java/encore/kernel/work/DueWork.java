package encore.kernel.work;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import encore.kernel.Commands;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Work that falls due. It is done in batches that share a commit, on one node at a time. When a
 * batch fails by the fault of one piece, each piece is done alone: the failing one harms no other,
 * and is tried again in a minute.
 */
@Component
public class DueWork {

    private static final Logger log = LoggerFactory.getLogger(DueWork.class);
    private static final int BATCH = 100;
    private static final Duration PAUSE_AFTER_A_FAILURE = Duration.ofMinutes(1);
    private static final int FAILING = 10_000;

    private final Commands commands;
    private final JdbcClient jdbc;
    private final Cache<Object, String> failing = Caffeine.newBuilder()
            .expireAfterWrite(PAUSE_AFTER_A_FAILURE)
            .maximumSize(FAILING)
            .build();

    DueWork(Commands commands, JdbcClient jdbc) {
        this.commands = commands;
        this.jdbc = jdbc;
    }

    /**
     * What is due.
     *
     * @param <T> a piece, told apart by {@code equals}
     */
    @FunctionalInterface
    public interface Due<T> {

        /** The next pieces after the last one; null for the first ones. */
        List<T> after(@Nullable T last, int atMost);
    }

    /** Another node does the same work. */
    private static final class DoneElsewhere extends RuntimeException {}

    /** Does whatever is due now. */
    public <T> void perform(String name, Due<T> due, Consumer<T> task) {
        perform(name, due, task, (piece, failure) -> {});
    }

    /**
     * Does whatever is due now.
     *
     * @param failed is told of each piece that failed by its own fault, when it is rolled back
     */
    public <T> void perform(
            String name, Due<T> due, Consumer<T> task, BiConsumer<T, RuntimeException> failed) {
        T last = null;
        List<T> found;
        do {
            found = due.after(last, BATCH);
            var batch = found.stream()
                    .filter(piece -> failing.getIfPresent(piece) == null)
                    .toList();
            if (!batch.isEmpty() && !perform(name, batch, task, failed)) {
                return;
            }
            last = found.isEmpty() ? null : found.getLast();
        } while (found.size() == BATCH);
    }

    /** Answers whether it is worth going on. */
    private <T> boolean perform(
            String name, List<T> batch, Consumer<T> task, BiConsumer<T, RuntimeException> failed) {
        try {
            commands.together(() -> {
                onThisNodeAlone(name);
                batch.forEach(task);
            });
            return true;
        } catch (DoneElsewhere e) {
            return false;
        } catch (RuntimeException e) {
            if (!Faults.isOfOne(e)) {
                log.warn("{} is put off", name, e);
                return false;
            }
            if (batch.size() > 1) {
                return batch.stream()
                        .allMatch(piece -> perform(name, List.of(piece), task, failed));
            }
            log.error("{}: one failed, and is tried again in {}", name, PAUSE_AFTER_A_FAILURE, e);
            failing.put(batch.getFirst(), name);
            failed.accept(batch.getFirst(), e);
            return true;
        }
    }

    private void onThisNodeAlone(String name) {
        if (!jdbc.sql("select pg_try_advisory_xact_lock(hashtext('encore.due.' || ?))")
                .param(name)
                .query(Boolean.class)
                .single()) {
            throw new DoneElsewhere();
        }
    }
}
