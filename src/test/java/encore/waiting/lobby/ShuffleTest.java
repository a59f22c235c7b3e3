package encore.waiting.lobby;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** A seed gives one order, each order as likely as any other. */
class ShuffleTest {

    private static final byte[] COUNTED = ByteBuffer.allocate(32)
            .putLong(0x0001020304050607L)
            .putLong(0x08090a0b0c0d0e0fL)
            .putLong(0x1011121314151617L)
            .putLong(0x18191a1b1c1d1e1fL)
            .array();

    /** Worked out by a program in another language, from the description alone. */
    @Test
    void the_order_is_the_one_described() {
        assertThat(Shuffle.ranks(COUNTED, 10)).containsExactly(2, 8, 9, 7, 6, 5, 1, 3, 0, 4);
        assertThat(Shuffle.ranks(COUNTED, 1_000))
                .startsWith(832, 982, 47, 664, 831, 925, 279, 480)
                .satisfies(ranks -> assertThat(hash(ranks))
                        .isEqualTo("fb2c551daf302077e8d2aba5ecb35857"
                                + "b9af8ef3383b015168927c2b83b943d0"));
        var ones = new byte[32];
        Arrays.fill(ones, (byte) 0xff);
        assertThat(hash(Shuffle.ranks(ones, 100_000)))
                .isEqualTo("716ed8a6dfb1a651e866e45aa29c7d1e5b4f5e63f92ce79327e53e3b43ffd615");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7, 8, 9, 1_000, 65_537, 1_000_000})
    void everybody_has_one_rank(int size) {
        var ranks = Shuffle.ranks(seed(size), size);
        assertThat(Arrays.stream(ranks).sorted().toArray())
                .isEqualTo(IntStream.range(0, size).toArray());
    }

    @Test
    void a_seed_gives_one_order_and_is_left_as_it_is() {
        var seed = seed(7);
        assertThat(Shuffle.ranks(seed, 500)).isEqualTo(Shuffle.ranks(seed, 500));
        assertThat(seed).isEqualTo(seed(7));
        assertThat(Shuffle.ranks(seed(8), 500)).isNotEqualTo(Shuffle.ranks(seed, 500));
    }

    /** The limit is passed by chance in one of a million draws; the seeds are always the same. */
    @Test
    void each_order_of_four_is_as_likely() {
        int draws = 24_000;
        var counts = new HashMap<String, Integer>();
        for (int i = 0; i < draws; i++) {
            counts.merge(Arrays.toString(Shuffle.ranks(seed(i), 4)), 1, Integer::sum);
        }
        assertThat(counts).hasSize(24);
        assertThat(deviation(counts.values().stream().mapToInt(i -> i), draws / 24.0))
                .as("chi squared, 23 degrees of freedom")
                .isLessThan(70);
    }

    @Test
    void each_rank_is_as_likely_for_who_came_first_and_who_came_last() {
        int people = 100;
        int draws = 20_000;
        var counts = new int[people][people];
        for (int i = 0; i < draws; i++) {
            var ranks = Shuffle.ranks(seed(i), people);
            for (int person : new int[] {0, 1, 50, 98, 99}) {
                counts[person][ranks[person]]++;
            }
        }
        for (int person : new int[] {0, 1, 50, 98, 99}) {
            assertThat(deviation(Arrays.stream(counts[person]), (double) draws / people))
                    .as("chi squared of %s, 99 degrees of freedom", person)
                    .isLessThan(177);
        }
    }

    private static double deviation(IntStream counts, double expected) {
        return counts.mapToDouble(n -> (n - expected) * (n - expected) / expected)
                .sum();
    }

    private static byte[] seed(long number) {
        return Sha256.labelled("seeds of a test").number(number).hash().bytes();
    }

    private static String hash(int[] ranks) {
        var bytes = ByteBuffer.allocate(ranks.length * Integer.BYTES);
        for (int rank : ranks) {
            bytes.putInt(rank);
        }
        return Hex32.of(Sha256.begin().digest(bytes.array())).value();
    }
}
