package encore.kernel.work;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What comes while a turn is taken shares the next, in the order in which it came. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CombinerTest {

    private static final int AT_MOST = 4;
    private static final int BROKEN = -1;

    private final List<List<Integer>> taken = Collections.synchronizedList(new ArrayList<>());
    private final Semaphore go = new Semaphore(0);
    private final Combiner<Integer> combiner = new Combiner<>(AT_MOST, this::turn);

    private void turn(List<Integer> together) {
        go.acquireUninterruptibly();
        taken.add(together);
        if (together.contains(BROKEN)) {
            throw new IllegalStateException("broken");
        }
    }

    /** Has come when this returns, and waits: for its turn, or to be let go. */
    private CompletableFuture<Void> comes(String thing, int work) {
        var done = new CompletableFuture<Void>();
        var thread = Thread.ofVirtual().start(() -> {
            try {
                combiner.perform(thing, work);
                done.complete(null);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        while (thread.isAlive() && thread.getState() != Thread.State.WAITING) {
            LockSupport.parkNanos(100_000);
        }
        return done;
    }

    @Test
    void what_gathers_shares_turns_of_so_many() {
        var all = IntStream.range(0, 8).mapToObj(n -> comes("thing", n)).toList();
        go.release(8);
        all.forEach(CompletableFuture::join);
        assertThat(taken).containsExactly(List.of(0), List.of(1, 2, 3, 4), List.of(5, 6, 7));
    }

    @Test
    void other_things_are_not_waited_for() {
        var thing = comes("thing", 0);
        var other = comes("other", 1);
        assertThat(go.getQueueLength()).isEqualTo(2);
        go.release(2);
        thing.join();
        other.join();
        assertThat(taken).containsExactlyInAnyOrder(List.of(0), List.of(1));
    }

    @Test
    void a_turn_that_breaks_is_over_and_the_next_is_taken() {
        var first = comes("thing", 0);
        var broken = comes("thing", BROKEN);
        var beside = comes("thing", 1);
        go.release(3);
        first.join();
        assertThatThrownBy(broken::join).hasRootCauseMessage("broken");
        beside.join();
        var after = comes("thing", 2);
        after.join();
        assertThat(taken).containsExactly(List.of(0), List.of(BROKEN, 1), List.of(2));
    }

    @Test
    void nothing_is_lost_or_done_twice_when_all_come_at_once() throws Exception {
        go.release(1_000_000);
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < 20_000; n++) {
                int work = n;
                people.submit(() -> combiner.perform("thing " + work % 3, work));
            }
        }
        assertThat(taken.stream().flatMap(List::stream)).hasSize(20_000).doesNotHaveDuplicates();
    }
}
