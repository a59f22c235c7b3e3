package encore.platform.eventstore;

import encore.testing.BesideServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Much work is durable at the price of one commit, and each piece succeeds or fails alone. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@BesideServers
class GroupCommitTest {

    private static final int AT_MOST = 256;

    /** What the disk was given, commit by commit, and whether it is busy. */
    private final List<List<Integer>> written = new ArrayList<>();

    private final Set<Integer> durable = ConcurrentHashMap.newKeySet();
    private final Semaphore disk = new Semaphore(0);
    private final CountDownLatch firstIsBeingWritten = new CountDownLatch(1);
    private Consumer<List<Integer>> fault = group -> {};

    private final GroupCommit<Integer> commits =
            new GroupCommit<>("test", AT_MOST, failure -> failure instanceof Fault, this::write);

    private static final class Fault extends RuntimeException {
        private Fault(String message) {
            super(message);
        }
    }

    private void write(List<Integer> group) {
        firstIsBeingWritten.countDown();
        disk.acquireUninterruptibly();
        disk.release();
        written.add(List.copyOf(group));
        fault.accept(group);
        durable.addAll(group);
    }

    private static Consumer<List<Integer>> faultOf(Set<Integer> faulty) {
        return group -> group.stream().filter(faulty::contains).findFirst().ifPresent(work -> {
            throw new Fault("is at fault: " + work);
        });
    }

    @AfterEach
    void close() {
        disk.release();
        commits.close();
    }

    /** Sends 0, which the disk is then busy with, and so many others; they all wait. */
    private Map<Integer, CompletableFuture<Void>> gathered(int others) throws Exception {
        var answers = new ConcurrentHashMap<Integer, CompletableFuture<Void>>();
        answers.put(0, sent(0));
        firstIsBeingWritten.await();
        IntStream.rangeClosed(1, others).forEach(work -> answers.put(work, sent(work)));
        return answers;
    }

    private CompletableFuture<Void> sent(int work) {
        var answer = new CompletableFuture<Void>();
        var sender = Thread.ofPlatform().daemon().start(() -> {
            try {
                commits.commit(work);
                answer.complete(null);
            } catch (RuntimeException | Error e) {
                answer.completeExceptionally(e);
            }
        });
        while (sender.getState() != Thread.State.WAITING && !answer.isDone()) {
            LockSupport.parkNanos(100_000);
        }
        return answer;
    }

    private static Map<Integer, String> failures(Map<Integer, CompletableFuture<Void>> answers) {
        return answers.entrySet().stream()
                .filter(answer ->
                        answer.getValue().handle((done, e) -> e != null).join())
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        answer -> answer.getValue().exceptionNow().getMessage()));
    }

    @Test
    void while_the_disk_is_busy_others_gather_and_share_the_next_commit() throws Exception {
        var answers = gathered(10);
        disk.release();
        assertThat(failures(answers)).isEmpty();
        assertThat(written).containsExactly(List.of(0), List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
    }

    /** Else each group would wait for a connection as long again. */
    @Test
    void in_an_outage_all_who_have_waited_fail_at_once() throws Exception {
        fault = group -> {
            LockSupport.parkNanos(1_100_000_000);
            throw new IllegalStateException("no database");
        };
        var answers = gathered(3 * AT_MOST);
        disk.release();
        assertThat(failures(answers)).hasSize(3 * AT_MOST + 1).containsValue("no database");
        assertThat(written).containsExactly(List.of(0));
    }

    @Test
    void no_more_than_so_many_share_a_commit() throws Exception {
        var answers = gathered(AT_MOST + 5);
        disk.release();
        assertThat(failures(answers)).isEmpty();
        assertThat(written).extracting(List::size).containsExactly(1, AT_MOST, 5);
    }

    @Test
    void nobody_goes_on_before_it_is_durable() {
        disk.release();
        var tooEarly = new ConcurrentLinkedQueue<Integer>();
        var senders = IntStream.range(0, 32)
                .mapToObj(sender -> CompletableFuture.runAsync(
                        () -> {
                            for (int n = 0; n < 100; n++) {
                                int work = sender * 100 + n;
                                commits.commit(work);
                                if (!durable.contains(work)) {
                                    tooEarly.add(work);
                                }
                            }
                        },
                        task -> Thread.ofPlatform().daemon().start(task)))
                .toList();
        senders.forEach(CompletableFuture::join);
        assertThat(tooEarly).isEmpty();
        assertThat(written.stream().flatMap(List::stream)).hasSize(3_200).doesNotHaveDuplicates();
    }

    @Test
    void who_is_at_fault_fails_alone() throws Exception {
        var faulty = Set.of(1, 50, 51, 200);
        fault = faultOf(faulty);
        var answers = gathered(200);
        disk.release();
        assertThat(failures(answers))
                .isEqualTo(faulty.stream()
                        .collect(Collectors.toMap(work -> work, work -> "is at fault: " + work)));
        assertThat(durable).hasSize(201 - faulty.size()).doesNotContainAnyElementsOf(faulty);
    }

    @Test
    void to_find_one_at_fault_takes_few_commits() throws Exception {
        fault = faultOf(Set.of(77));
        var answers = gathered(AT_MOST);
        disk.release();
        assertThat(failures(answers)).containsOnlyKeys(77);
        assertThat(written).hasSize(1 + 1 + 2 * 8);
    }

    @Test
    void of_two_that_exclude_each_other_the_first_succeeds() throws Exception {
        fault = group -> {
            if (group.contains(3) && (group.contains(8) || durable.contains(8))
                    || group.contains(8) && durable.contains(3)) {
                throw new Fault("collision");
            }
        };
        var answers = gathered(10);
        disk.release();
        assertThat(failures(answers)).isEqualTo(Map.of(8, "collision"));
    }

    @Test
    void what_is_nobodys_fault_is_told_to_all_at_once() throws Exception {
        fault = group -> {
            if (group.contains(4)) {
                throw new IllegalStateException("no connection");
            }
        };
        var answers = gathered(5);
        disk.release();
        assertThat(failures(answers))
                .containsOnlyKeys(1, 2, 3, 4, 5)
                .containsValues("no connection");
        assertThat(written).hasSize(2);
        commits.commit(6);
        assertThat(durable).containsOnly(0, 6);
    }

    @Test
    void an_error_is_told_to_all_and_the_next_still_succeed() throws Exception {
        fault = group -> {
            if (group.contains(2)) {
                throw new StackOverflowError("too deep");
            }
        };
        var answers = gathered(3);
        disk.release();
        assertThat(failures(answers)).containsOnlyKeys(1, 2, 3);
        assertThat(answers.get(1).exceptionNow()).isInstanceOf(StackOverflowError.class);
        commits.commit(4);
        assertThat(durable).containsOnly(0, 4);
    }

    @Test
    void an_error_while_looking_for_who_is_at_fault_leaves_nobody_waiting() throws Exception {
        fault = group -> {
            if (group.size() > 2) {
                throw new Fault("one of them");
            } else if (group.contains(1)) {
                throw new StackOverflowError("too deep");
            }
        };
        var answers = gathered(4);
        disk.release();
        assertThat(failures(answers)).containsOnlyKeys(1, 2);
        assertThat(durable).containsOnly(0, 3, 4);
    }

    @Test
    void closing_ends_what_is_being_written_and_refuses_the_rest() throws Exception {
        var answers = gathered(3);
        commits.close();
        disk.release();
        assertThat(failures(answers)).containsOnlyKeys(1, 2, 3).containsValue("was stopped");
        assertThat(durable).containsOnly(0);
        assertThatThrownBy(() -> commits.commit(4)).hasMessage("was stopped");
    }

    @Test
    void whoever_comes_while_it_closes_is_told() {
        for (int round = 0; round < 200; round++) {
            var told = ConcurrentHashMap.<Integer>newKeySet();
            var closing =
                    new GroupCommit<Integer>("closing", AT_MOST, failure -> false, told::addAll);
            var senders = IntStream.range(0, 4)
                    .mapToObj(sender -> CompletableFuture.runAsync(
                            () -> {
                                for (int n = sender; ; n += 4) {
                                    try {
                                        closing.commit(n);
                                        assertThat(told).contains(n);
                                    } catch (IllegalStateException e) {
                                        return;
                                    }
                                }
                            },
                            task -> Thread.ofPlatform().daemon().start(task)))
                    .toList();
            closing.commit(-1);
            closing.close();
            senders.forEach(CompletableFuture::join);
        }
    }
}
