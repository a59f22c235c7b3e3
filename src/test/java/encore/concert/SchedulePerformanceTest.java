package encore.concert;

import encore.concert.PerformanceCommand.SchedulePerformance;
import encore.concert.PerformanceEvent.PerformanceScheduled;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

import static encore.kernel.Examples.NOON;
import static encore.kernel.Examples.fixture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SchedulePerformanceTest {

    private static final PerformanceId SHOW = new PerformanceId("show");
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final Section FLOOR = new Section("Floor", 100, 999, 120_000L);
    private static final Section BALCONY = new Section("Balcony", 4, 25, 80_000L);
    private static final Section ONE_MORE = new Section("Royal box", 1, 1, 300_000L);

    @Test
    void a_performance_is_announced_with_its_sections() {
        fixture(Performance.class).givenNoPriorActivity()
                .when(schedule(FLOOR, BALCONY))
                .expectEvents(scheduled(FLOOR, BALCONY));
    }

    @Test
    void a_performance_is_announced_once() {
        fixture(Performance.class).given(scheduled(FLOOR))
                .when(schedule(BALCONY))
                .expectException(EventStoreException.class);
    }

    @Test
    void a_performance_may_have_a_single_seat() {
        fixture(Performance.class).givenNoPriorActivity()
                .when(schedule(ONE_MORE))
                .expectEvents(scheduled(ONE_MORE));
    }

    @Test
    void a_performance_has_seats() {
        assertThatIllegalArgumentException().isThrownBy(() -> schedule());
    }

    @Test
    void a_performance_has_at_most_a_hundred_thousand_seats_in_all() {
        assertThat(scheduled(FLOOR, BALCONY).totalSeats())
                .isEqualTo(SchedulePerformance.MOST_SEATS);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> schedule(FLOOR, BALCONY, ONE_MORE));
    }

    @Test
    void sections_cannot_be_slipped_in_afterwards() {
        var sections = new ArrayList<>(List.of(FLOOR));
        var command = new SchedulePerformance(SHOW, "Encore", "Arena", NOON, SEOUL, sections);
        sections.add(BALCONY);
        assertThat(command.sections()).containsExactly(FLOOR);
    }

    @Test
    void the_day_is_the_one_at_the_venue() {
        var late = Instant.parse("2030-06-01T15:00:00Z");
        assertThat(at(late, "Asia/Seoul").day()).isEqualTo(LocalDate.of(2030, 6, 2));
        assertThat(at(late.minusMillis(1), "Asia/Seoul").day())
                .isEqualTo(LocalDate.of(2030, 6, 1));
        assertThat(at(late, "America/New_York").day()).isEqualTo(LocalDate.of(2030, 6, 1));
    }

    private static PerformanceScheduled at(Instant startsAt, String zone) {
        return new PerformanceScheduled(SHOW, "Encore", "Arena", startsAt, ZoneId.of(zone),
                List.of(FLOOR));
    }

    private static SchedulePerformance schedule(Section... sections) {
        return new SchedulePerformance(SHOW, "Encore", "Arena", NOON, SEOUL, List.of(sections));
    }

    private static PerformanceScheduled scheduled(Section... sections) {
        return new PerformanceScheduled(SHOW, "Encore", "Arena", NOON, SEOUL, List.of(sections));
    }
}
