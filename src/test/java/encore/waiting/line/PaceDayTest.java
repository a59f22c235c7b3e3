package encore.waiting.line;

import static org.assertj.core.api.Assertions.assertThat;

import encore.waiting.line.SimulatedSale.Person;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What waiting people are told on a day of an on-sale, against how long they then wait. */
class PaceDayTest {

    private static final long MINUTE = 60;
    private static final long HOUR = 3600;

    private record Told(Person person, long at, long place, WaitSpan span) {

        long truth() {
            return person.admitted - at;
        }

        boolean isTrue() {
            return span.from() <= truth() && truth() <= span.to();
        }
    }

    private final List<Told> told = new ArrayList<>();
    private int asked;

    static Pace pace() {
        return new Pace(Duration.ofMinutes(10), 500);
    }

    /** Two rushes of 20,000 people, quiet between, a pause, and room for 300 more. */
    static SimulatedSale day(long seed, List<Pace> nodes) {
        return new SimulatedSale(seed, 500, nodes)
                .rush(0, 11_000, 10 * MINUTE)
                .trickle(0, 7 * HOUR, 2_000)
                .rush(4 * HOUR, 7_000, 20 * MINUTE)
                .pause(4 * HOUR + 10 * MINUTE, 4 * HOUR + 30 * MINUTE)
                .limit(5 * HOUR, 800, null);
    }

    private void ask(Pace pace, Random random, long now, List<Person> line) {
        if (now % 20 != 0) {
            return;
        }
        for (int i = 0; i < Math.min(20, line.size()); i++) {
            var person = line.get(random.nextInt(line.size()));
            asked++;
            var span = pace.spanOf(person.place, SimulatedSale.instant(now));
            if (span != null) {
                told.add(new Told(person, now, person.place, span));
            }
        }
    }

    private double share() {
        var over = told.stream().filter(one -> one.person().admitted >= 0).toList();
        return (double) over.stream().filter(Told::isTrue).count() / over.size();
    }

    private double medianWidth(long minPlace) {
        var widths = told.stream()
                .filter(one -> one.place() > minPlace)
                .mapToDouble(one -> (double) one.span().to() / Math.max(10, one.span().from()))
                .sorted()
                .toArray();
        return widths.length == 0 ? 0 : widths[widths.length / 2];
    }

    private void print(String name) {
        var errors = told.stream()
                .filter(one -> one.person().admitted >= 0 && one.place() > 100)
                .mapToDouble(one -> (double) one.span().middle() / Math.max(1, one.truth()))
                .sorted().toArray();
        System.out.printf("%s asked %d told %d share %.3f width>100 %.2f all %.2f mid/truth %s%n",
                name, asked, told.size(), share(), medianWidth(100), medianWidth(0),
                Arrays.toString(new double[] {errors[errors.length / 20],
                        errors[errors.length / 4], errors[errors.length / 2],
                        errors[errors.length * 3 / 4], errors[errors.length * 19 / 20]}));
        for (long h = 0; h < 8 * HOUR; h += 10 * MINUTE) {
            long from = h;
            var part = told.stream().filter(one -> one.person().admitted >= 0)
                    .filter(one -> one.at() >= from && one.at() < from + 10 * MINUTE).toList();
            if (!part.isEmpty()) {
                System.out.printf("  %3d min: %d, %.2f low %.2f high %.2f, %s%n", h / 60, part.size(),
                    (double) part.stream().filter(Told::isTrue).count() / part.size(),
                    (double) part.stream().filter(o -> o.truth() < o.span().from()).count() / part.size(),
                    (double) part.stream().filter(o -> o.truth() > o.span().to()).count() / part.size(),
                    part.getFirst().span() + " " + part.getFirst().truth() + " " + part.getFirst().place());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void nine_of_ten_wait_as_long_as_they_were_told(long seed) {
        var pace = pace();
        var random = new Random(seed);
        day(seed, List.of(pace)).run(8 * HOUR, (now, line) -> ask(pace, random, now, line));
        print("day " + seed);
        assertThat(share()).isGreaterThanOrEqualTo(0.9);
        assertThat(medianWidth(100)).isLessThan(3);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void others(long seed) {
        for (int i = 0; i < 6; i++) {
            told.clear(); asked = 0;
            var pace = pace();
            var random = new Random(seed);
            var day = switch (i) {
                case 0 -> day(seed, List.of(pace)).impatient(0.15);
                case 1 -> day(seed, List.of(pace)).slower(30 * MINUTE, 1.4);
                case 2 -> day(seed, List.of(pace)).slower(30 * MINUTE, 0.7);
                case 3 -> day(seed, List.of(pace)).limit(1, 500, 100);
                case 4 -> new SimulatedSale(seed, 20, List.of(pace)).limit(0, 20, null).rush(0, 800, 600);
                default -> new SimulatedSale(seed, 500, List.of(pace)).rush(0, 5000, 30);
            };
            day.run(8 * HOUR, (now, line) -> ask(pace, random, now, line));
            print("other " + i);
        }
    }
}
