package encore.reservation.seatmap;

import encore.http.JsonBytes;
import encore.readmodel.RowChange;
import encore.reservation.hall.Hall;
import encore.reservation.seatmap.SeatView.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/** The picture of a hall is what its seats are, at every moment. */
class SeatMapCacheTest {

    private static final Instant NOON = Instant.parse("2030-06-01T12:00:00Z");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<SeatRow> seats = new ArrayList<>();

    private static SeatRow seat(int number, Status status, Instant until, long version) {
        return new SeatRow(
                "seat-" + number,
                "concert",
                "Floor",
                1,
                number,
                900,
                status,
                until,
                number,
                version,
                null,
                null,
                null);
    }

    private boolean isLapsed(SeatRow seat, Instant now) {
        return seat.status == Status.HELD && seat.heldUntil.compareTo(now) <= 0;
    }

    private String expectedMap(Instant now) {
        return JSON.writeValueAsString(new SeatMap(
                "concert",
                expectedVersion(now),
                seats.stream()
                        .map(seat -> new SeatView(
                                seat.seatId,
                                "Floor",
                                1,
                                seat.seatNumber,
                                900,
                                isLapsed(seat, now) ? Status.AVAILABLE : seat.status,
                                "1",
                                null,
                                null))
                        .toList()));
    }

    private String expectedVersion(Instant now) {
        return seats.stream().mapToLong(seat -> seat.version).max().orElseThrow() + "-"
                + seats.stream()
                        .filter(seat -> isLapsed(seat, now))
                        .mapToLong(seat -> Hall.micros(seat.heldUntil))
                        .max()
                        .orElse(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 99, 100, 101, 250})
    void whatever_changes_and_however_the_clock_goes(int size) {
        var random = new Random(size);
        for (int number = 0; number < size; number++) {
            seats.add(seat(number, Status.AVAILABLE, null, number));
        }
        var hall = new SeatMapCache("concert", seats, JSON);
        var now = NOON;
        for (int step = size; step < size + 3_000; step++) {
            if (random.nextBoolean()) {
                now = now.plusSeconds(random.nextInt(5) - 1);
            }
            if (random.nextInt(3) == 0) {
                changed(random, now, step)
                        .forEach(seat -> hall.take(new RowChange<>(
                                SeatRow.class, seat.seatId, seat.version, true, before -> seat)));
            }
            if (random.nextBoolean()) {
                assertThat(hall.version(now)).hasToString(expectedVersion(now));
            }
            assertThat(new String(hall.map(now).json(), StandardCharsets.UTF_8))
                    .isEqualTo(expectedMap(now));
            assertThat(hall.version(now)).hasToString(expectedVersion(now));
        }
        assertThat(hall.rows()).isEqualTo(seats.size()).isGreaterThan(size);
    }

    @Test
    void who_takes_in_what_has_changed_has_the_whole_map() {
        var random = new Random(7);
        for (int number = 0; number < 250; number++) {
            seats.add(seat(number, Status.AVAILABLE, null, number));
        }
        var hall = new SeatMapCache("concert", seats, JSON);
        var now = NOON;
        var copy = new LinkedHashMap<String, JsonNode>();
        var since = hall.version(now);
        seatsOf(hall.map(now)).forEach(seat -> copy.put(seat.get("seatId").asString(), seat));
        for (int step = 250; step < 3_000; step++) {
            now = now.plusMillis(random.nextInt(2_000));
            changed(random, now, step)
                    .forEach(seat -> hall.take(new RowChange<>(
                            SeatRow.class, seat.seatId, seat.version, true, before -> seat)));
            if (random.nextInt(3) == 0) {
                seatsOf(hall.map(now, null, since))
                        .forEach(seat -> copy.put(seat.get("seatId").asString(), seat));
                since = hall.version(now);
                assertThat(seatsOf(hall.map(now, null, since))).isEmpty();
                assertThat(copy.values()).containsExactlyElementsOf(seatsOf(hall.map(now)));
            }
        }
    }

    private static List<JsonNode> seatsOf(JsonBytes map) {
        return JSON.readTree(map.json()).get("seats").valueStream().toList();
    }

    /** A few seats, of which one may be new. */
    private List<SeatRow> changed(Random random, Instant now, long version) {
        var changed = new ArrayList<SeatRow>();
        for (int n = random.nextInt(3); n >= 0; n--) {
            int number = random.nextInt(50) == 0 ? seats.size() : random.nextInt(seats.size());
            var status = Status.values()[random.nextInt(3)];
            var seat = seat(
                    number,
                    status,
                    status == Status.HELD ? now.plusSeconds(random.nextInt(10)) : null,
                    version);
            changed.add(seat);
            if (number == seats.size()) {
                seats.add(seat);
            } else {
                seats.set(number, seat);
            }
        }
        return changed;
    }
}
