package encore.kernel.work;

import encore.testing.OverHttp;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** What falls due is done in batches, on one node at a time, and one that fails harms no other. */
class DueWorkTest extends OverHttp {

    @Autowired
    private DueWork dueWork;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private ThreadPoolTaskScheduler timers;

    @Autowired
    private ScheduledTaskHolder scheduled;

    private final String name = UUID.randomUUID().toString();

    /** So many pieces, in order. */
    private DueWork.Due<String> due(int pieces) {
        return (last, atMost) -> IntStream.range(0, pieces)
                .mapToObj(n -> "%s-%04d".formatted(name, n))
                .filter(piece -> last == null || piece.compareTo(last) > 0)
                .limit(atMost)
                .toList();
    }

    @Test
    void many_share_a_commit() {
        var transactions = new HashSet<Long>();
        var done = new ArrayList<String>();
        dueWork.perform(name, due(250), piece -> {
            done.add(piece);
            transactions.add(jdbc.sql("select txid_current()").query(Long.class).single());
        });
        assertThat(done).isEqualTo(due(250).after(null, 250));
        assertThat(transactions).hasSizeBetween(1, 5);
    }

    @Test
    void one_that_fails_harms_only_itself_and_is_left_for_a_while() {
        var done = new HashSet<String>();
        var failed = new ArrayList<String>();
        for (int times = 0; times < 2; times++) {
            dueWork.perform(
                    name,
                    due(150),
                    piece -> {
                        if (piece.endsWith("0007")) {
                            throw new IllegalStateException("unlucky");
                        }
                        done.add(piece);
                    },
                    (piece, failure) -> failed.add(piece));
        }
        assertThat(done).hasSize(149);
        assertThat(failed).containsExactly(name + "-0007");
    }

    @Test
    void one_node_does_it_at_a_time() {
        var done = new ArrayList<String>();
        transaction.executeWithoutResult(elsewhere -> {
            jdbc.sql("select pg_advisory_xact_lock(hashtext('encore.due.' || ?))")
                    .param(name)
                    .query(row -> {});
            var here = Thread.ofPlatform().start(() -> dueWork.perform(name, due(3), done::add));
            try {
                here.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(done).isEmpty();
        dueWork.perform(name, due(3), done::add);
        assertThat(done).hasSize(3);
    }

    @Test
    void no_timer_waits_for_another() {
        assertThat(List.copyOf(scheduled.getScheduledTasks()))
                .hasSizeGreaterThan(8)
                .hasSizeLessThanOrEqualTo(
                        timers.getScheduledThreadPoolExecutor().getCorePoolSize());
    }
}
