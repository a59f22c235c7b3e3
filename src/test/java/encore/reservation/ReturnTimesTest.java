package encore.reservation;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Random;

import static encore.kernel.Examples.NOON;
import static encore.reservation.SeatFixture.latest;
import static encore.reservation.SeatFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;

class ReturnTimesTest {

    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

    @Test
    void where_there_are_no_spans_seats_come_back_at_once() {
        var times = new ReturnTimes(settings(Duration.ZERO, Duration.ZERO));
        assertThat(times.ofReturned(NOON)).isEqualTo(NOON);
        assertThat(times.ofLapsed(NOON)).isEqualTo(NOON);
    }

    @Test
    void each_has_a_span_of_its_own() {
        var times = latest(TEN_MINUTES, HALF_A_MINUTE);
        assertThat(times.ofReturned(NOON)).isEqualTo(NOON.plus(TEN_MINUTES));
        assertThat(times.ofLapsed(NOON)).isEqualTo(NOON.plus(HALF_A_MINUTE));
    }

    @Test
    void nobody_can_foresee_the_moment_within_it() {
        var times = new ReturnTimes(settings(TEN_MINUTES, HALF_A_MINUTE), new Random(1));
        var drawn = new HashSet<Instant>();
        for (int n = 0; n < 1_000; n++) {
            drawn.add(times.ofReturned(NOON));
        }
        assertThat(drawn)
                .hasSizeGreaterThan(990)
                .allSatisfy(moment -> assertThat(moment)
                        .isBetween(NOON, NOON.plus(TEN_MINUTES))
                        .isEqualTo(moment.truncatedTo(ChronoUnit.MICROS)));
        assertThat(drawn).anyMatch(NOON.plusSeconds(60)::isAfter);
        assertThat(drawn).anyMatch(NOON.plusSeconds(540)::isBefore);
    }
}
