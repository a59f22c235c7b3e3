package encore.waiting.line;

import encore.testing.BesideServers;
import encore.waiting.line.SimulatedSale.Person;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;

import static org.assertj.core.api.Assertions.assertThat;

/** What waiting people are told on a day of an on-sale, against how long they then wait. */
@BesideServers
class PaceDayTest {

    private static final long MINUTE = 60;
    private static final long HOUR = 3600;
    private static final long PAUSED = 4 * HOUR + 10 * MINUTE;
    private static final long RESUMED = 4 * HOUR + 30 * MINUTE;
    private static final long RAISED = 5 * HOUR;
    private static final long TICK = 10;

    private final Pace pace = new Pace(Duration.ofMinutes(10), 500);
    private final List<Told> told = new ArrayList<>();
    private int unknown;

    private record Told(Person person, long at, long place, WaitSpan span) {

        long truth() {
            return person.admitted - at;
        }

        boolean isTrue() {
            return span.from() <= truth() && truth() <= span.to();
        }

        double width() {
            return (double) span.to() / Math.max(10, span.from());
        }
    }

    /** Two rushes of 20,000 people in all, quiet between, a pause, and room for 300 more. */
    private static SimulatedSale day(long seed, Pace... nodes) {
        return new SimulatedSale(seed, 500, List.of(nodes))
                .rush(0, 11_000, 10 * MINUTE)
                .trickle(0, 7 * HOUR, 2_000)
                .rush(4 * HOUR, 7_000, 20 * MINUTE)
                .pause(PAUSED, RESUMED)
                .limit(RAISED, 800, null);
    }

    /** Three times a minute, twenty of those who wait. */
    private void ask(SimulatedSale sale, long seed) {
        var random = new Random(seed);
        sale.run(8 * HOUR, (now, line) -> {
            for (int i = 0; now % 20 == 0 && i < Math.min(20, line.size()); i++) {
                var person = line.get(random.nextInt(line.size()));
                var span = pace.spanOf(person.place, SimulatedSale.instant(now));
                if (span == null) {
                    unknown++;
                } else {
                    told.add(new Told(person, now, person.place, span));
                }
            }
        });
        told.removeIf(one -> one.person().admitted < 0);
    }

    private double trueShare() {
        return (double) told.stream().filter(Told::isTrue).count() / told.size();
    }

    private double median(ToDoubleFunction<Told> figure) {
        var sorted = told.stream()
                .filter(one -> one.place() > 100)
                .mapToDouble(figure)
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }

    private void holds(double share) {
        assertThat(trueShare()).as("share told the truth").isGreaterThanOrEqualTo(share);
        assertThat(median(Told::width)).as("to over from").isLessThan(2.5);
        assertThat(median(one -> (double) one.span().middle() / Math.max(1, one.truth())))
                .as("middle over truth")
                .isBetween(0.85, 1.15);
    }

    /** Those who ask before the pause and the raise are counted, though nobody can foresee them. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void nine_of_ten_wait_as_long_as_they_were_told(long seed) {
        ask(day(seed, pace), seed);
        long inPause = (RESUMED - PAUSED) / 20 * 20;
        assertThat(unknown)
                .as("only before anybody left, and in the pause")
                .isLessThan((int) inPause + 100);
        holds(0.9);
    }

    /** Of a hundred who wait, fifteen give up within an hour. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void so_they_do_where_some_give_up(long seed) {
        ask(day(seed, pace).impatient(0.15), seed);
        holds(0.9);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void so_they_do_after_a_first_fill_that_leaves_in_waves(long seed) {
        ask(new SimulatedSale(seed, 500, List.of(pace)).rush(0, 5_000, 30), seed);
        holds(0.9);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void so_they_do_where_admissions_a_minute_are_few(long seed) {
        ask(new SimulatedSale(seed, 500, List.of(pace)).limit(0, 500, 60).rush(1, 5_000, 60), seed);
        assertThat(unknown).isLessThan(500);
        holds(0.9);
    }

    /** No forecast can know it before; it has to follow. */
    @ParameterizedTest
    @ValueSource(doubles = {0.7, 1.4})
    void most_do_although_people_begin_to_take_another_time(double factor) {
        ask(day(1, pace).slower(30 * MINUTE, factor), 1);
        holds(0.85);
    }

    /** One is asked all the time, the other one hardly ever. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void all_nodes_say_the_same(long seed) {
        var other = new Pace(Duration.ofMinutes(10), 500);
        day(seed, pace, other).run(8 * HOUR, (now, line) -> {
            var at = SimulatedSale.instant(now);
            if (now % 61 == 0) {
                pace.spanOf(100, at);
                pace.spanOf(100, at.plusSeconds(now % 100));
            }
            if (now % 977 == 0) {
                for (long place = 1; place < 100_000; place *= 3) {
                    assertThat(pace.spanOf(place, at)).isEqualTo(other.spanOf(place, at));
                }
                assertThat(pace.admittedPerMinute(at))
                        .as("at " + now)
                        .isEqualTo(other.admittedPerMinute(at));
            }
        });
    }

    private final Map<Person, Told> before = new HashMap<>();
    private int stood;
    private int rose;

    /** The same person, at the same place as a second ago. */
    private void compare(Told one, @Nullable Told last) {
        if (last == null || last.place() != one.place() || one.at() == RAISED) {
            return;
        }
        stood++;
        boolean longer = one.span().from() > last.span().from()
                || one.span().middle() > last.span().middle()
                || one.span().to() > last.span().to();
        if (longer) {
            rose++;
            assertThat(one.at() % TICK).as("only a tick brings news").isBetween(0L, 1L);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void at_an_unchanged_place_the_wait_runs_down(long seed) {
        day(seed, pace).run(8 * HOUR, (now, line) -> {
            for (int i = 0; i < line.size(); i += 1 + line.size() / 30) {
                var person = line.get(i);
                var span = pace.spanOf(person.place, SimulatedSale.instant(now));
                if (span != null) {
                    var one = new Told(person, now, person.place, span);
                    compare(one, before.put(person, one));
                } else {
                    before.remove(person);
                }
            }
            before.values().removeIf(one -> one.at() < now);
        });
        assertThat(stood).isGreaterThan(1_000);
        assertThat(rose).as("told a longer wait").isLessThan(stood / 100);
    }
}
