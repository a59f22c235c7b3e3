package encore.waiting.presence;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class NumberSetTest {

    private static final List<Integer> EDGES =
            List.of(1, 2, 63, 64, 65, 65_535, 65_536, 65_537, 999_999, 4_000_000, NumberSet.MOST);

    @Test
    void what_was_added_is_in_it_and_nothing_else_is() {
        for (long seed = 0; seed < 20; seed++) {
            var random = new Random(seed);
            int most = 1 + random.nextInt(300_000);
            var set = new NumberSet();
            var model = new BitSet();
            for (int i = random.nextInt(100_000); i > 0; i--) {
                int number = 1 + random.nextInt(most);
                set.add(number);
                model.set(number);
            }
            var read = new NumberSet();
            read.addAll(set.toBytes());
            for (int number = 1; number <= most + 100; number++) {
                assertThat(set.contains(number)).isEqualTo(model.get(number));
                assertThat(read.contains(number)).isEqualTo(model.get(number));
            }
        }
    }

    @Test
    void edges_are_kept_apart() {
        for (int number : EDGES) {
            var set = new NumberSet();
            set.add(number);
            var read = new NumberSet();
            read.addAll(set.toBytes());
            assertThat(EDGES).filteredOn(read::contains).containsExactly(number);
        }
    }

    @Test
    void numbers_that_are_none_are_not_held() {
        assertThat(List.of(0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, NumberSet.MOST + 1))
                .noneMatch(NumberSet::holds);
        assertThat(EDGES).allMatch(NumberSet::holds);
    }

    @Test
    void a_union_has_all_of_both() {
        var one = new NumberSet();
        one.add(1);
        one.add(70_000);
        var other = new NumberSet();
        other.add(2);
        other.add(70_000);
        one.addAll(other.toBytes());
        one.addAll(new NumberSet().toBytes());
        one.addAll(new byte[0]);
        assertThat(List.of(1, 2, 70_000)).allMatch(one::contains);
        assertThat(List.of(3, 69_999, 70_001)).noneMatch(one::contains);
    }

    @Test
    void only_what_is_new_is_a_change() {
        var set = new NumberSet();
        assertThat(set.takeChanged()).isFalse();
        set.add(7);
        assertThat(set.takeChanged()).isTrue();
        set.add(7);
        assertThat(set.takeChanged()).isFalse();
        set.add(8);
        assertThat(set.isChanged()).isTrue();
    }

    @Test
    void of_many_threads_none_is_lost_to_who_stores_between() throws InterruptedException {
        var set = new NumberSet();
        var stored = new NumberSet();
        var threads = new ArrayList<Thread>();
        for (int t = 0; t < 4; t++) {
            int first = t;
            threads.add(Thread.ofPlatform().start(() -> {
                for (int number = 1 + first; number <= 400_000; number += 4) {
                    set.add(number);
                }
            }));
        }
        while (threads.stream().anyMatch(Thread::isAlive)) {
            if (set.takeChanged()) {
                stored.addAll(set.toBytes());
            }
        }
        for (var thread : threads) {
            thread.join();
        }
        if (set.takeChanged()) {
            stored.addAll(set.toBytes());
        }
        for (int number = 1; number <= 400_000; number++) {
            assertThat(stored.contains(number)).isTrue();
        }
    }

    @Test
    void what_is_no_set_is_refused() {
        var set = new NumberSet();
        set.add(7);
        var bytes = set.toBytes();
        for (var wrong : List.of(new byte[] {1, 2, 3}, Arrays.copyOf(bytes, bytes.length / 2))) {
            assertThatThrownBy(() -> new NumberSet().addAll(wrong))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
