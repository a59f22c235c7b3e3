package encore.waiting.price;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/** The more join, the harder it is; a time of its own goes by here. */
class DifficultyTest {

    private static final int USUAL = 100;

    private final Difficulty difficulty = new Difficulty(USUAL);
    private Instant now = Instant.parse("2030-01-01T12:00:00Z");

    /** Answers with the bits at the end of each second. */
    private List<Integer> join(int perSecond, int seconds) {
        var bits = new ArrayList<Integer>();
        for (int second = 0; second < seconds; second++) {
            for (int i = 0; i < perSecond; i++) {
                difficulty.joined(now.plusNanos(i * 1_000_000_000L / perSecond));
            }
            now = now.plusSeconds(1);
            bits.add(difficulty.bitsAt(now));
        }
        return bits;
    }

    @Test
    void the_usual_rate_costs_nothing_more() {
        assertThat(join(USUAL, 100)).containsOnly(0);
        assertThat(join(2 * USUAL - 1, 100)).containsOnly(0);
    }

    @Test
    void each_doubling_of_the_rate_is_a_bit() {
        for (int bits = 1; bits <= 6; bits++) {
            assertThat(join((USUAL << bits) - 1, 20)).last().isEqualTo(bits - 1);
            assertThat(join(USUAL << bits, 20)).last().isEqualTo(bits);
        }
    }

    @Test
    void six_bits_are_the_most() {
        assertThat(join(200 * USUAL, 30)).last().isEqualTo(6);
    }

    @Test
    void a_rush_is_answered_within_seconds() {
        join(10, 60);
        var rush = join(50 * USUAL, 10);
        assertThat(rush).isSorted().last().isEqualTo(5);
        assertThat(rush.get(0)).isEqualTo(2);
    }

    @Test
    void it_falls_by_one_bit_at_a_time_after_half_a_minute_of_calm() {
        join(8 * USUAL, 20);
        var bits = join(0, 200);
        assertThat(bits).isSortedAccordingTo((one, next) -> next - one);
        assertThat(bits.stream().filter(b -> b == 2)).hasSize(30);
        assertThat(bits.stream().filter(b -> b == 1)).hasSize(30);
        assertThat(bits).last().isEqualTo(0);
        assertThat(bits.indexOf(2)).isBetween(30, 40);
    }

    @Test
    void a_rate_about_the_next_bit_makes_it_rise_once_and_stay() {
        var random = new Random(7);
        var seen = new ArrayList<Integer>();
        for (int second = 0; second < 600; second++) {
            seen.addAll(join(4 * USUAL + random.nextInt(-60, 60), 1));
        }
        assertThat(seen.subList(100, 600)).containsOnly(2);
    }

    @Test
    void it_says_the_same_however_often_it_is_asked() {
        var rarely = new Difficulty(USUAL);
        var often = new Difficulty(USUAL);
        var random = new Random(7);
        var start = now;
        for (long milli = 0; milli < 300_000; milli++) {
            var at = start.plusMillis(milli);
            if (random.nextInt(milli < 60_000 ? 1 : 40) == 0) {
                rarely.joined(at);
                often.joined(at);
            }
            often.bitsAt(at);
            if (milli % 50_000 == 49_999) {
                assertThat(rarely.bitsAt(at)).isEqualTo(often.bitsAt(at));
            }
        }
    }

    @Test
    void after_a_long_silence_nothing_is_left_of_a_rush() {
        join(64 * USUAL, 20);
        assertThat(difficulty.bitsAt(now.plusSeconds(100_000_000_000L))).isEqualTo(0);
    }

    @Test
    void a_clock_that_goes_back_changes_nothing() {
        join(4 * USUAL, 20);
        assertThat(difficulty.bitsAt(now.minusSeconds(3_600))).isEqualTo(2);
        difficulty.joined(now.minusSeconds(3_600));
        assertThat(difficulty.bitsAt(now)).isEqualTo(2);
    }
}
