package encore.platform.eventstore;

import encore.kernel.StoredEvent;
import encore.testing.BesideServers;
import encore.testing.TestDatabase;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Every reader gets every event once, in the one order of all, whoever has stored it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@BesideServers
class PostgresEventTailTest {

    private static final int TAIL = 16;

    private final String database = TestDatabase.create();
    private final EventNode node = new EventNode(database, TAIL);
    private final EventNode other = new EventNode(database, TAIL);

    @AfterEach
    void close() {
        other.close();
        node.close();
    }

    private static List<Long> next(TailingEventStream reader, int count) {
        var positions = new ArrayList<Long>();
        try {
            while (positions.size() < count) {
                positions.add(position(reader.nextAvailable()));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("still waiting after " + positions, e);
        }
        return positions;
    }

    private static long position(TrackedEventMessage<?> event) {
        return event.trackingToken().position().orElseThrow();
    }

    private static boolean hasMore(TailingEventStream reader) throws InterruptedException {
        return reader.hasNextAvailable(200, TimeUnit.MILLISECONDS);
    }

    /** While it may not look, it finds the newest event that it knows of, and no other. */
    private class Blindfolded extends PostgresEventLog {

        private final AtomicBoolean mayLook = new AtomicBoolean();
        private final AtomicInteger looks = new AtomicInteger();

        private Blindfolded() {
            super(node.jdbc, null, null);
        }

        @Override
        public List<StoredEvent> after(long position, int atMost) {
            looks.incrementAndGet();
            return node.eventLog.after(position, mayLook.get() ? atMost : position < 0 ? 0 : 1);
        }
    }

    private List<StoredEvent> stored(long after) {
        return node.eventLog.after(after, 1_000);
    }

    @Test
    void what_each_node_stores_comes_to_both_in_one_order() throws Exception {
        var here = node.follow(-1);
        var there = other.follow(-1);
        for (int n = 0; n < 20; n++) {
            (n % 3 == 0 ? node : other).store("ann", n, 1);
            assertThat(next(here, 1)).isEqualTo(next(there, 1));
        }
        node.storeInVain("nobody", 3);
        node.store("ann", 20, 2);
        assertThat(next(here, 2))
                .isEqualTo(next(there, 2))
                .isEqualTo(node.positions().subList(20, 22));
        assertThat(hasMore(here)).isFalse();
        assertThat(hasMore(there)).isFalse();
    }

    @Test
    void what_this_node_stores_is_not_read_again() throws Exception {
        try (var tail = EventNode.tail(new Blindfolded(), TAIL)) {
            var events = EventNode.charges("ann", 0, 1);
            tail.stored(List.of(new StoredEvent(0, events.getFirst())));
            assertThat(tail.await(0, Long.MAX_VALUE).getPayload())
                    .isSameAs(events.getFirst().getPayload());
        }
    }

    @Test
    void what_is_missing_before_an_event_of_ours_comes_first() throws Exception {
        node.store("ann", 0, 6);
        var past = new Blindfolded();
        try (var tail = EventNode.tail(past, TAIL)) {
            var reader = new TailingEventStream(node.eventLog, tail, BatchPace.PROMPT, 6);
            node.store("ann", 6, 4);
            var news = stored(6);
            tail.stored(List.of(news.get(1)));
            tail.stored(List.of(news.get(3)));
            assertThat(hasMore(reader)).isFalse();
            past.mayLook.set(true);
            assertThat(next(reader, 4)).containsExactly(7L, 8L, 9L, 10L);
            assertThat(hasMore(reader)).isFalse();
        }
    }

    @Test
    void a_number_that_nobody_got_holds_nobody_up() throws Exception {
        var reader = node.follow(-1);
        for (int n = 0; n < 5; n++) {
            (n % 2 == 0 ? node : other).storeInVain("nobody", 2);
            node.store("ann", n, 1);
        }
        assertThat(next(reader, 5)).isEqualTo(node.positions());
        assertThat(hasMore(reader)).isFalse();
    }

    @Test
    void who_is_far_behind_reads_the_table_and_then_the_tail() throws Exception {
        node.store("ann", 0, 1_500);
        var table = new Blindfolded();
        table.mayLook.set(true);
        var reader = new TailingEventStream(table, node.tail, BatchPace.PROMPT, -1);
        assertThat(next(reader, 1_500)).isEqualTo(node.positions());

        int looks = table.looks.get();
        assertThat(looks).isPositive();
        for (int n = 0; n < 3 * TAIL; n++) {
            node.store("bob", n, 1);
            assertThat(next(reader, 1)).containsExactly(1_501L + n);
        }
        assertThat(table.looks).hasValue(looks);
    }

    @Test
    void whom_the_tail_has_left_behind_reads_the_table_again() {
        var reader = node.follow(-1);
        for (int n = 0, from = 0; n < 20; n++, from += 3 * TAIL) {
            node.store("ann", from, 3 * TAIL);
            next(reader, n);
        }
        var all = node.positions();
        int read = IntStream.range(0, 20).sum();
        assertThat(next(reader, all.size() - read)).isEqualTo(all.subList(read, all.size()));
    }

    @Test
    void what_a_reader_has_from_the_table_does_not_come_again_from_the_tail() throws Exception {
        node.store("ann", 0, 3);
        var past = new Blindfolded();
        try (var tail = EventNode.tail(past, TAIL)) {
            node.store("ann", 3, 2);
            var reader = new TailingEventStream(node.eventLog, tail, BatchPace.PROMPT, -1);
            assertThat(next(reader, 5)).containsExactly(1L, 2L, 3L, 4L, 5L);
            assertThat(hasMore(reader)).isFalse();
            node.store("ann", 5, 2);
            past.mayLook.set(true);
            assertThat(next(reader, 2)).containsExactly(6L, 7L);
            assertThat(hasMore(reader)).isFalse();
        }
    }

    @Test
    void what_is_stored_while_the_tail_looks_is_there_once() throws Exception {
        var tails = new CompletableFuture<PostgresEventTail>();
        var past = new Blindfolded() {
            @Override
            public List<StoredEvent> after(long position, int atMost) {
                var found = node.eventLog.after(position, atMost);
                tails.join().stored(found);
                return found;
            }
        };
        try (var tail = EventNode.tail(past, TAIL)) {
            other.store("ann", 0, 3);
            tails.complete(tail);
            for (int number = 0; number < 3; number++) {
                assertThat(position(tail.await(number, Long.MAX_VALUE))).isEqualTo(number + 1L);
            }
            other.store("ann", 3, 1);
            assertThat(position(tail.await(3, Long.MAX_VALUE))).isEqualTo(4);
            assertThat(LongStream.rangeClosed(1, 5).map(tail::join))
                    .containsExactly(1L, 2L, 3L, 4L, 4L);
        }
    }

    /** A saga that reads of a payment must know of the points that were charged before it. */
    @Test
    void memory_hears_of_what_others_stored_before_a_reader_does() throws Exception {
        var heard = new CopyOnWriteArrayList<Long>();
        try (var tail = EventNode.tail(node.eventLog, TAIL, event -> {
            LockSupport.parkNanos(5_000_000);
            heard.add(event.getSequenceNumber());
        })) {
            for (int n = 0; n < 5; n++) {
                other.store("ann", n, 1);
                tail.await(n, Long.MAX_VALUE);
                assertThat(heard).hasSize(n + 1);
            }
        }
    }

    @Test
    void a_reader_may_begin_anywhere() {
        node.store("ann", 0, 3 * TAIL);
        next(node.follow(-1), 3 * TAIL);
        for (int from = 0; from < 3 * TAIL; from++) {
            assertThat(next(node.follow(from), 1)).containsExactly(from + 1L);
        }
    }

    @Test
    void an_error_does_not_end_the_looking() throws Exception {
        var failing = new AtomicBoolean(true);
        var past = new Blindfolded() {
            @Override
            public List<StoredEvent> after(long position, int atMost) {
                if (failing.getAndSet(false)) {
                    throw new StackOverflowError("too deep");
                }
                return node.eventLog.after(position, atMost);
            }
        };
        try (var tail = EventNode.tail(past, TAIL)) {
            other.store("ann", 0, 1);
            assertThat(next(new TailingEventStream(node.eventLog, tail, BatchPace.PROMPT, -1), 1))
                    .containsExactly(1L);
        }
        assertThat(failing).isFalse();
    }

    @Test
    void many_readers_on_two_nodes_miss_nothing_while_both_store() {
        int writers = 3;
        int commits = 60;
        var last = new CompletableFuture<Long>();
        var readers = Stream.of(node, other)
                .flatMap(at -> IntStream.range(0, 4)
                        .mapToObj(n -> started(() -> readUntil(at.follow(-1), last))))
                .toList();
        var storing = Stream.of(node, other)
                .flatMap(at -> IntStream.range(0, writers)
                        .mapToObj(n -> started(() -> {
                            var user = (at == node ? "here" : "there") + n;
                            for (int commit = 0; commit < commits; commit++) {
                                at.store(user, commit * 3L, 3);
                                if (commit % 10 == n) {
                                    at.storeInVain("nobody" + user, 2);
                                }
                            }
                            return null;
                        })))
                .toList();
        storing.forEach(CompletableFuture::join);
        node.store("last", 0, 1);
        var all = node.positions();
        last.complete(all.getLast());
        assertThat(all).hasSize(2 * writers * commits * 3 + 1);
        assertThat(readers).allSatisfy(reader -> assertThat(reader.join()).isEqualTo(all));
    }

    /** Axon takes the time left from the clock of the day. */
    @Test
    void a_clock_that_is_set_back_has_nobody_wait_for_hours() throws InterruptedException {
        var reader = new TailingEventStream(node.eventLog, node.tail, BatchPace.PROMPT, -1);
        assertThat(reader.hasNextAvailable(3, TimeUnit.HOURS)).isFalse();
    }

    private static List<Long> readUntil(TailingEventStream reader, CompletableFuture<Long> last) {
        var read = new ArrayList<Long>();
        while (!last.isDone() || read.isEmpty() || read.getLast() < last.join()) {
            try {
                if (reader.hasNextAvailable(10, TimeUnit.MILLISECONDS)) {
                    read.add(position(reader.nextAvailable()));
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return read;
    }

    private static <T> CompletableFuture<T> started(Supplier<T> task) {
        return CompletableFuture.supplyAsync(
                task, work -> Thread.ofPlatform().daemon().start(work));
    }
}
