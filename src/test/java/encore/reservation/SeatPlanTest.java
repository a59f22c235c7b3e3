package encore.reservation;

import encore.concert.PerformanceEvent.AnnouncedRow;
import encore.concert.PerformanceEvent.AnnouncedSection;
import encore.concert.PerformanceEvent.PerformanceScheduled;
import encore.concert.PerformanceId;
import encore.concert.RowLabel;
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

    private final SeatPlan gaps = new SeatPlan(new PerformanceScheduled(
            new PerformanceId("gaps"),
            "Show",
            "Hall",
            NOON,
            ZoneOffset.UTC,
            List.of(
                    new AnnouncedSection("Box", 1, 2, 900),
                    new AnnouncedSection(
                            "Floor",
                            2,
                            28,
                            0,
                            List.of(
                                    new AnnouncedRow("가", "3-14,17-30", -14.5, 2.0),
                                    new AnnouncedRow(null, "5", null, null))))));

    @Test
    void a_hall_with_gaps_has_the_seats_that_are_there() {
        assertThat(gaps.size()).isEqualTo(2 + 26 + 1);
        for (int n = 0; n < gaps.size(); n++) {
            assertThat(gaps.indexOf(gaps.seat(n).seat())).isEqualTo(n);
        }
        var behindTheGap = gaps.seat(2 + 12);
        assertThat(behindTheGap.seat().value()).isEqualTo("gaps-2-1-17");
        assertThat(behindTheGap.rowLabel()).isEqualTo(new RowLabel("가"));
        assertThat(behindTheGap.x()).isEqualTo(-0.5);
        assertThat(behindTheGap.y()).isEqualTo(2.0);
        var last = gaps.seat(28);
        assertThat(last.seat().value()).isEqualTo("gaps-2-2-5");
        assertThat(last.rowLabel()).isNull();
        assertThat(last.x()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gaps-2-1-15", "gaps-2-1-2", "gaps-2-1-31", "gaps-2-2-1", "gaps-2-3-5",
                "gaps-2-0-5", "gaps-3-1-1", "gaps-0-1-1", "gaps-1-1-3", "gaps-1-2-1"
            })
    void a_chair_that_is_missing_has_no_number(String seat) {
        assertThat(gaps.indexOf(new SeatId(seat))).isEqualTo(-1);
    }
}
