package encore.reservation.calendar;

import encore.readmodel.RowChange;
import encore.reservation.calendar.AvailableDates.AvailableDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

/** The dates told are what the tables say, at every moment. */
class CalendarCacheTest {

    private static final Instant NOON = Instant.parse("2030-06-01T12:00:00Z");
    private static final LocalDate TODAY = LocalDate.parse("2030-06-01");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TreeMap<String, CalendarRow> performances = new TreeMap<>();
    private final TreeMap<String, HoldRow> holds = new TreeMap<>();
    private Instant now = NOON;

    private static CalendarRow performance(int n, Instant startsAt, long sold) {
        var row = new CalendarRow();
        row.performanceId = "concert-" + n;
        row.title = "Piano Night";
        row.venue = "Cellar";
        row.startsAt = startsAt;
        row.day = startsAt.atOffset(ZoneOffset.UTC).toLocalDate();
        row.totalSeats = 100;
        row.placed = 100;
        row.sold = sold;
        return row;
    }

    private String expected(FindAvailableDates query) {
        return JSON.writeValueAsString(new AvailableDates(performances.values().stream()
                .filter(row -> row.startsAt.compareTo(now) > 0)
                .filter(row -> row.day.compareTo(query.from()) >= 0)
                .filter(row -> row.day.compareTo(query.to()) <= 0)
                .sorted(Comparator.<CalendarRow, Instant>comparing(row -> row.startsAt)
                        .thenComparing(row -> row.performanceId))
                .map(row -> new AvailableDate(
                        row.performanceId,
                        row.title,
                        row.venue,
                        row.startsAt,
                        row.day,
                        100,
                        100 - row.sold - held(row.performanceId)))
                .toList()));
    }

    private long held(String performance) {
        return holds.values().stream()
                .filter(hold -> hold.performanceId.equals(performance))
                .filter(hold -> hold.heldUntil.compareTo(now) > 0)
                .count();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void whatever_changes_and_however_the_clock_goes(int seed) {
        var random = new Random(seed);
        for (int n = 0; n < 6; n++) {
            performances.put("concert-" + n, performance(n, startsAt(random), 0));
        }
        var dates = new CalendarCache(performances.values(), List.of(), JSON);
        for (int step = 0; step < 3_000; step++) {
            if (random.nextBoolean()) {
                now = now.plusSeconds(random.nextInt(500) - 100);
            }
            switch (random.nextInt(6)) {
                case 0 -> {
                    int n = random.nextInt(12);
                    var row = performance(n, startsAt(random), random.nextInt(50));
                    performances.put(row.performanceId, row);
                    dates.take(now(CalendarRow.class, row.performanceId, row));
                }
                case 1 -> {
                    var hold = hold(random);
                    holds.put(hold.seatId, hold);
                    dates.take(now(HoldRow.class, hold.seatId, hold));
                }
                case 2 -> {
                    var seat = "seat-" + random.nextInt(30);
                    holds.remove(seat);
                    dates.take(now(HoldRow.class, seat, null));
                }
                default -> {}
            }
            var from = TODAY.plusDays(random.nextInt(3));
            var query = new FindAvailableDates(from, from.plusDays(random.nextInt(3)));
            assertThat(new String(dates.between(query, now).json(), StandardCharsets.UTF_8))
                    .isEqualTo(expected(query));
        }
    }

    private static <R> RowChange<R> now(Class<R> entity, String key, R row) {
        return new RowChange<>(entity, key, 0, true, before -> row);
    }

    private Instant startsAt(Random random) {
        return now.plusSeconds(random.nextInt(100_000));
    }

    private HoldRow hold(Random random) {
        var hold = new HoldRow();
        int seat = random.nextInt(30);
        hold.seatId = "seat-" + seat;
        hold.performanceId = "concert-" + seat % 6;
        hold.heldUntil = now.plusSeconds(random.nextInt(900));
        return hold;
    }
}
