package encore.waiting.line;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/** A place in the line is what counting one by one would tell. */
class WaitingOrderTest {

    private final WaitingOrder order = new WaitingOrder();
    private final TreeSet<Long> waiting = new TreeSet<>();
    private final List<Long> joined = new ArrayList<>();
    private long newest;

    private void join(long position) {
        newest = position;
        joined.add(position);
        waiting.add(position);
        order.add(position);
    }

    private void leave(long position) {
        waiting.remove(position);
        order.remove(position);
    }

    private void isAsCounted(Iterable<Long> positions) {
        for (var position : positions) {
            assertThat(order.countBefore(position))
                    .as("before %s", position)
                    .isEqualTo(waiting.headSet(position).size());
        }
    }

    private List<Long> everywhere() {
        return LongStream.rangeClosed(-1, newest + 2).boxed().toList();
    }

    /** From lines that hardly anybody leaves to lines that everybody has left. */
    @ParameterizedTest
    @ValueSource(ints = {10, 40, 50, 60, 90})
    void whoever_joins_and_leaves(int leaveInHundred) {
        var random = new Random(leaveInHundred);
        for (int n = 0; n < 4_000; n++) {
            if (joined.isEmpty() || random.nextInt(100) >= leaveInHundred) {
                join(newest + 1 + random.nextInt(3));
            } else if (random.nextInt(10) == 0) {
                leave(random.nextLong(newest + 5));
            } else {
                leave(joined.get(random.nextInt(joined.size())));
            }
            isAsCounted(List.of(random.nextLong(newest + 3)));
        }
        isAsCounted(everywhere());
    }

    @Test
    void who_is_there_already_stays_once() {
        for (long position = 1; position <= 5; position++) {
            join(position);
        }
        order.add(3);
        order.add(5);
        order.add(5);
        isAsCounted(everywhere());
    }

    @Test
    void who_left_and_comes_back_has_the_old_place() {
        LongStream.rangeClosed(1, 5).forEach(this::join);
        leave(3);
        leave(3);
        isAsCounted(everywhere());
        waiting.add(3L);
        order.add(3);
        isAsCounted(everywhere());
    }

    @Test
    void who_is_not_there_cannot_be_taken_out() {
        order.remove(7);
        assertThat(order.countBefore(8)).isZero();
        join(5);
        join(9);
        for (long nobody : new long[] {0, 4, 6, 7, 10, Long.MAX_VALUE}) {
            order.remove(nobody);
        }
        isAsCounted(everywhere());
    }

    @Test
    void a_line_served_from_the_front_stays_right_however_long() {
        LongStream.rangeClosed(1, 5_000).forEach(this::join);
        for (long served = 1; served <= 10_000; served++) {
            leave(served);
            join(newest + 1);
            assertThat(order.countBefore(newest)).isEqualTo(4_999);
            assertThat(order.countBefore(served + 1)).isZero();
        }
        isAsCounted(List.of(newest - 4_000, newest - 1, newest + 1));
    }

    @Test
    void a_line_that_all_have_left_begins_again() {
        LongStream.rangeClosed(1, 3_000).forEach(this::join);
        LongStream.rangeClosed(1, 3_000).forEach(this::leave);
        assertThat(order.countBefore(Long.MAX_VALUE)).isZero();
        LongStream.rangeClosed(3_001, 6_000).forEach(this::join);
        isAsCounted(List.of(3_001L, 4_500L, 6_000L, 6_001L));
    }
}
