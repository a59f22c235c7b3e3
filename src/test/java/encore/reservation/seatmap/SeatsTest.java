package encore.reservation.seatmap;

import encore.concert.PerformanceId;
import encore.kernel.view.LiveTables;
import encore.reservation.seatmap.SeatView.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

import static org.assertj.core.api.Assertions.assertThat;

/** A hall in memory misses no change, whenever it was read. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SeatsTest {

    private static final FindSeats ALL = new FindSeats(new PerformanceId("concert"));
    private static final Instant FOREVER = Instant.parse("2999-01-01T00:00:00Z");

    private final Table table = new Table();
    private final Seats seats = new Seats(table, new LiveTables(null) {
        @Override
        public boolean areOurs(Class<?> entity) {
            return true;
        }
    }, JsonMapper.shared(), Clock.systemUTC());

    /** A table that takes its time to answer what it was asked. */
    private static final class Table implements Seats.Rows {

        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch answers = new CountDownLatch(1);
        private volatile List<SeatRow> rows = List.of(seat(1, Status.AVAILABLE));

        @Override
        public List<Hall.Found> findByPerformance(String performance) {
            var found = rows.stream().map(Hall.Found::of).toList();
            asked.countDown();
            try {
                answers.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return found;
        }

        @Override
        public Long findVersion(String performance) {
            throw new AssertionError("is told from memory");
        }

        @Override
        public long countLapsed(String performance, Instant now) {
            throw new AssertionError("is told from memory");
        }
    }

    private static SeatRow seat(int number, Status status) {
        var row = new SeatRow();
        row.seatId = "seat-" + number;
        row.performanceId = "concert";
        row.section = "Floor";
        row.rowNumber = 1;
        row.seatNumber = number;
        row.placed = number;
        row.is(status, status == Status.HELD ? FOREVER : null, number);
        return row;
    }

    private List<String> shown() {
        return JsonMapper.shared()
                .readTree(new String(seats.handle(ALL).json(), StandardCharsets.UTF_8))
                .get("seats").values().stream()
                .map(seat -> seat.get("seatId").asString() + " " + seat.get("status").asString())
                .toList();
    }

    @Test
    void what_changes_while_a_hall_is_being_read_is_in_it() throws Exception {
        var reader = CompletableFuture.supplyAsync(this::shown,
                task -> Thread.ofPlatform().daemon().start(task));
        table.asked.await();
        table.rows = List.of(seat(1, Status.HELD));
        var projection = Thread.ofPlatform().daemon().start(() ->
                seats.changed(table.rows, List.of()));
        while (projection.getState() != Thread.State.BLOCKED && projection.isAlive()) {
            LockSupport.parkNanos(100_000);
        }
        table.answers.countDown();
        reader.join();
        projection.join();
        assertThat(shown()).containsExactly("seat-1 HELD");
    }

    @Test
    void new_seats_come_in_the_order_in_which_they_were_placed() {
        table.answers.countDown();
        assertThat(shown()).containsExactly("seat-1 AVAILABLE");
        seats.changed(List.of(seat(3, Status.AVAILABLE), seat(2, Status.HELD),
                seat(1, Status.SOLD)), List.of());
        assertThat(shown()).containsExactly("seat-1 SOLD", "seat-2 HELD", "seat-3 AVAILABLE");
    }

    @Test
    void what_is_forgotten_is_read_again() {
        table.answers.countDown();
        shown();
        table.rows = List.of(seat(1, Status.SOLD));
        assertThat(shown()).containsExactly("seat-1 AVAILABLE");
        seats.forget();
        assertThat(shown()).containsExactly("seat-1 SOLD");
    }
}
