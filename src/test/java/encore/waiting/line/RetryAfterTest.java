package encore.waiting.line;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** People who ask again when they are told to: seldom, and they learn soon that they are in. */
class RetryAfterTest {

    private static final class Poller {
        final SimulatedSale.Person person;
        long next;
        long learned = -1;
        int polls;

        Poller(SimulatedSale.Person person) {
            this.person = person;
            this.next = person.joined + 2;
        }

        long waited() {
            return person.admitted - person.joined;
        }

        long late() {
            return learned - person.admitted;
        }
    }

    private final Pace pace = new Pace(Duration.ofMinutes(10), 500);
    private final List<Poller> all = new ArrayList<>();
    private boolean paused;

    private void poll(Poller one, long now) {
        one.polls++;
        if (one.person.admitted >= 0) {
            one.learned = now;
            return;
        }
        var span = pace.spanOf(one.person.place, SimulatedSale.instant(now));
        long waited = now - one.person.joined;
        one.next = now
                + (paused
                        ? RetryAfter.secondsWhilePaused()
                        : RetryAfter.seconds(one.person.place, waited, span));
    }

    /** One of ten who are in the line asks as told. */
    private void run(SimulatedSale sale, long until, long pauseFrom, long pauseTo) {
        var known = new HashSet<SimulatedSale.Person>();
        sale.run(until, (now, line) -> {
            paused = now >= pauseFrom && now < pauseTo;
            for (int i = line.size() - 1; i >= 0 && line.get(i).joined == now; i--) {
                if (i % 10 == 0 && known.add(line.get(i))) {
                    all.add(new Poller(line.get(i)));
                }
            }
            for (var one : all) {
                if (one.learned < 0 && one.next <= now) {
                    poll(one, now);
                }
            }
        });
        all.removeIf(one -> one.learned < 0);
    }

    private long late(double share) {
        var sorted = all.stream().mapToLong(Poller::late).sorted().toArray();
        return sorted[(int) (share * (sorted.length - 1))];
    }

    private int mostPolls() {
        return all.stream()
                .mapToInt(one -> (int) (one.polls / Math.max(1, Math.ceil(one.waited() / 3600.0))))
                .max()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void nobody_asks_more_than_30_times_an_hour(long seed) {
        var sale = new SimulatedSale(seed, 500, List.of(pace)).rush(0, 20_000, 300);
        run(sale, 5 * 3600, -1, -1);
        assertThat(all).hasSizeGreaterThan(1_500);
        assertThat(mostPolls()).isLessThanOrEqualTo(30);
        assertThat(late(0.5)).as("seconds until half of them know").isLessThanOrEqualTo(3);
        assertThat(late(0.95)).as("seconds until nearly all know").isLessThanOrEqualTo(6);
        assertThat(late(1)).as("nobody is taken for a no-show").isLessThan(120);
    }

    @Test
    void a_pause_costs_each_a_request_a_minute() {
        var sale = new SimulatedSale(4, 500, List.of(pace)).rush(0, 10_000, 300).pause(1200, 2400);
        run(sale, 5 * 3600, 1200, 2400);
        assertThat(mostPolls()).isLessThanOrEqualTo(30 + 20);
    }

    @Test
    void it_grows_with_the_distance_from_the_door() {
        assertThat(RetryAfter.seconds(1, 0, new WaitSpan(0, 10, 10))).isEqualTo(3);
        assertThat(RetryAfter.seconds(900, 0, new WaitSpan(300, 400, 600))).isEqualTo(120);
        assertThat(RetryAfter.seconds(9_000, 0, new WaitSpan(3_000, 4_000, 6_000)))
                .isEqualTo(300);
    }

    @Test
    void while_unknown_it_goes_by_the_place_and_by_how_long_one_waits() {
        assertThat(RetryAfter.seconds(1, 0, null)).isEqualTo(5);
        assertThat(RetryAfter.seconds(200, 0, null)).isEqualTo(15);
        assertThat(RetryAfter.seconds(1_000_000, 0, null)).isEqualTo(60);
        assertThat(RetryAfter.seconds(1, 200, null)).isEqualTo(20);
        assertThat(RetryAfter.seconds(1, 100_000, null)).isEqualTo(60);
    }
}
