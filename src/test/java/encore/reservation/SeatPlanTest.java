package encore.reservation;

import encore.concert.PerformanceEvent.AnnouncedSection;
import encore.concert.PerformanceEvent.PerformanceScheduled;
import encore.concert.PerformanceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;

import static encore.kernel.Examples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

/** Every seat of a performance has a number, and every number a seat. */
class SeatPlanTest {

    private final SeatPlan plan = new SeatPlan(new PerformanceScheduled(
            new PerformanceId("show-2026-12-01"),
            "Show",
            "Hall",
            NOON,
            ZoneOffset.UTC,
            List.of(
                    new AnnouncedSection("Floor", 3, 7, 100),
                    new AnnouncedSection("Box", 1, 1, 900),
                    new AnnouncedSection("Balcony", 20, 100, 50))));

    @Test
    void each_seat_is_told_by_its_number_and_back() {
        var seats = new HashSet<SeatId>();
        for (int n = 0; n < plan.size(); n++) {
            var seat = plan.seat(n);
            assertThat(plan.indexOf(seat.seat())).isEqualTo(n);
            seats.add(seat.seat());
        }
        assertThat(seats).hasSize(3 * 7 + 1 + 20 * 100);
        assertThat(plan.seat(21).section().value()).isEqualTo("Box");
        assertThat(plan.seat(22).seat().value()).isEqualTo("show-2026-12-01-3-1-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A1", "show-1-1-1", "another-2026-12-01-1-1-1", "show-2026-12-01-1-1"})
    void a_seat_of_something_else_has_none(String seat) {
        assertThat(plan.indexOf(new SeatId(seat))).isEqualTo(-1);
    }
}
