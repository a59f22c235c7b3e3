package encore.waiting.line;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/** What the line's pace is taken from, and what not. A token lives for 10 minutes; 100 are in. */
class PaceTest {

    private static final Instant NOON = Instant.parse("2026-05-02T03:00:00Z");
    private static final Duration STAY = Duration.ofSeconds(200);

    private final Pace pace = new Pace(Duration.ofMinutes(10), 100);

    private static Instant at(double second) {
        return NOON.plusMillis((long) (second * 1000));
    }

    private void fill(int people) {
        for (int i = 0; i < people; i++) {
            pace.admitted(NOON);
        }
    }

    /** Everybody stays 200 s, and somebody comes and goes every 2 s. */
    private void steady(int until) {
        for (int second = 0; second < until; second += 2) {
            if (second >= STAY.toSeconds()) {
                pace.left(at(second).minus(STAY), at(second));
            }
            pace.admitted(at(second));
        }
    }

    private double perMinute(double second) {
        return pace.admittedPerMinute(at(second)).orElse(Double.NaN);
    }

    private WaitSpan told(long place, double second) {
        var span = pace.spanOf(place, at(second));
        assertThat(span).isNotNull();
        return span;
    }

    @Test
    void the_first_fill_tells_nothing() {
        assertThat(pace.spanOf(1, NOON)).isNull();
        fill(100);
        assertThat(pace.spanOf(1, at(60))).isNull();
        assertThat(pace.admittedPerMinute(at(60))).isEmpty();
    }

    @Test
    void who_has_free_room_ahead_is_told_so() {
        fill(40);
        assertThat(told(60, 11)).isEqualTo(new WaitSpan(0, 10, 10));
        assertThat(pace.spanOf(61, at(11))).isNull();
    }

    @Test
    void a_steady_line_is_told_exactly() {
        steady(3_000);
        assertThat(told(60, 3_000).middle()).isBetween(90L, 150L);
        assertThat(told(1_800, 3_000).middle()).isBetween(3_240L, 3_960L);
        assertThat(perMinute(3_000)).isBetween(29.0, 31.0);
    }

    @Test
    void a_raised_capacity_is_no_rate() {
        steady(3_000);
        pace.limited(400, null, at(3_000));
        for (int i = 0; i < 300; i++) {
            pace.admitted(at(3_001));
        }
        assertThat(perMinute(3_002)).isBetween(29.0, 31.0);
    }

    @Test
    void a_capacity_made_smaller_lets_nobody_in_until_enough_have_left() {
        steady(3_000);
        long before = told(10, 3_000).from();
        pace.limited(50, null, at(3_000));
        assertThat(before).isLessThan(60);
        assertThat(told(10, 3_000).from()).isGreaterThanOrEqualTo(90);
    }

    @Test
    void admissions_a_minute_bound_the_rate() {
        steady(3_000);
        pace.limited(100, 6, at(3_000));
        assertThat(told(60, 3_000).middle()).isGreaterThanOrEqualTo(570);
    }

    @Test
    void nothing_is_told_of_a_paused_line_and_free_room_once_it_is_resumed() {
        steady(3_000);
        pace.paused(at(3_000));
        assertThat(pace.spanOf(1, at(3_001))).isNull();
        for (int second = 3_000; second < 3_120; second += 2) {
            pace.left(at(second).minus(STAY), at(second));
        }
        assertThat(pace.spanOf(1, at(3_600))).isNull();
        pace.resumed(at(3_600));
        assertThat(told(60, 3_600).from()).isZero();
        assertThat(told(60, 3_600).middle()).isEqualTo(10);
        for (int i = 0; i < 60; i++) {
            pace.admitted(at(3_601));
        }
        assertThat(perMinute(3_602)).as("what was free for long is no rate").isBetween(28.0, 31.0);
    }

    @Test
    void silence_makes_the_wait_longer() {
        steady(3_000);
        long atOnce = told(600, 3_000).middle();
        assertThat(told(600, 3_500).middle()).isGreaterThanOrEqualTo(atOnce);
        var later = pace.spanOf(600, at(6_000));
        assertThat(later == null || later.middle() > 2 * atOnce).isTrue();
        assertThat(perMinute(6_000)).isZero();
    }

    @Test
    void being_asked_changes_nothing() {
        steady(3_000);
        var twin = new PaceTest();
        twin.steady(3_000);
        for (int second = 3_000; second < 9_000; second += 7) {
            pace.spanOf(50, at(second));
        }
        assertThat(pace.spanOf(50, at(3_100))).isEqualTo(twin.pace.spanOf(50, at(3_100)));
        assertThat(pace.spanOf(50, at(9_000))).isEqualTo(twin.pace.spanOf(50, at(9_000)));
        assertThat(pace.spanOf(50, at(90_000))).isEqualTo(twin.pace.spanOf(50, at(90_000)));
    }

    @Test
    void all_of_the_first_fill_are_expected_to_leave_with_their_tokens() {
        fill(100);
        for (int i = 0; i < 20; i++) {
            pace.left(NOON, at(120 + i / 10.0));
            pace.admitted(at(120 + i / 10.0));
        }
        assertThat(told(30, 300).to()).isLessThanOrEqualTo(330);
        assertThat(told(70, 300).middle()).isLessThanOrEqualTo(330);
    }

    @Test
    void between_two_ticks_a_wait_only_runs_down() {
        steady(3_000);
        for (long place = 1; place < 100_000; place = place * 3 + 1) {
            var before = told(place, 3_000);
            for (double second = 3_000; second < 3_010; second += 0.5) {
                var now = told(place, second);
                assertThat(now.from()).isLessThanOrEqualTo(before.from());
                assertThat(now.middle()).isLessThanOrEqualTo(before.middle());
                assertThat(now.to()).isLessThanOrEqualTo(before.to());
                assertThat(now.middle()).isBetween(now.from(), now.to());
                before = now;
            }
        }
    }

    /** Late by a clock that is behind, of somebody unknown, of long ago, or from the future. */
    @Test
    void nothing_told_does_any_harm() {
        var random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            var at = at(random.nextInt(5_000) - 2_500 + i / 4.0);
            switch (random.nextInt(6)) {
                case 0, 1 -> pace.admitted(at);
                case 2, 3 -> pace.left(at(random.nextInt(9_000) - 2_000), at);
                case 4 -> pace.limited(random.nextInt(300), random.nextInt(500), at);
                default -> {
                    if (random.nextBoolean()) {
                        pace.paused(at);
                    } else {
                        pace.resumed(at);
                    }
                }
            }
            var span = pace.spanOf(random.nextLong(1, 2_000_000), at);
            if (span != null) {
                assertThat(span.from()).isBetween(0L, span.middle());
                assertThat(span.middle()).isLessThanOrEqualTo(span.to());
            }
        }
        assertThat(pace.spanOf(Long.MAX_VALUE, at(9_000))).isNull();
    }

    @Test
    void a_token_that_lives_long_or_short_is_no_difference() {
        var shorter = new Pace(Duration.ofSeconds(20), 5);
        for (int second = 0; second < 300; second++) {
            if (second >= 5) {
                shorter.left(at(second - 5), at(second));
            }
            shorter.admitted(at(second));
        }
        var span = shorter.spanOf(60, at(300));
        assertThat(span).isNotNull();
        assertThat(span.middle()).isBetween(50L, 90L);
    }
}
