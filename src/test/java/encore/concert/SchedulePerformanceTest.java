package encore.concert;

import encore.concert.PerformanceCommand.SchedulePerformance;
import encore.concert.PerformanceEvent.AnnouncedSection;
import encore.concert.PerformanceEvent.PerformanceScheduled;
import encore.kernel.CommonRefusal;
import encore.kernel.InvalidValue;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static encore.kernel.Examples.NOON;
import static encore.kernel.Examples.fixture;
import static encore.kernel.Examples.justBefore;
import static encore.kernel.Examples.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SchedulePerformanceTest {

    private static final PerformanceId SHOW = new PerformanceId("show");
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final Instant DAY_BEFORE = NOON.minus(Duration.ofDays(1));
    private static final Section FLOOR = section("Floor", 100, 999, 120_000);
    private static final Section BALCONY = section("Balcony", 4, 25, 80_000);
    private static final Section ONE_MORE = section("Royal box", 1, 1, 300_000);

    @Test
    void a_performance_is_announced_with_its_sections() {
        fixture(Performance.class)
                .givenNoPriorActivity()
                .andGivenCurrentTime(DAY_BEFORE)
                .when(schedule(FLOOR, BALCONY))
                .expectEvents(scheduled(FLOOR, BALCONY));
    }

    @Test
    void a_performance_is_announced_once() {
        fixture(Performance.class)
                .given(scheduled(FLOOR))
                .andGivenCurrentTime(DAY_BEFORE)
                .when(schedule(BALCONY))
                .expectException(EventStoreException.class);
    }

    @Test
    void a_performance_may_have_a_single_seat() {
        fixture(Performance.class)
                .givenNoPriorActivity()
                .andGivenCurrentTime(DAY_BEFORE)
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
        assertThatIllegalArgumentException().isThrownBy(() -> schedule(FLOOR, BALCONY, ONE_MORE));
    }

    @Test
    void a_performance_begins_within_five_years() {
        var fiveYearsBefore = Instant.parse("2025-06-01T12:00:00Z");
        fixture(Performance.class)
                .givenNoPriorActivity()
                .andGivenCurrentTime(fiveYearsBefore)
                .when(schedule(FLOOR))
                .expectEvents(scheduled(FLOOR));
        for (var now : List.of(justBefore(fiveYearsBefore), NOON, NOON.plusMillis(1))) {
            fixture(Performance.class)
                    .givenNoPriorActivity()
                    .andGivenCurrentTime(now)
                    .when(schedule(FLOOR))
                    .expectNoEvents()
                    .expectException(refused(
                            CommonRefusal.INVALID_REQUEST,
                            "errors",
                            List.of(Map.of("field", "startsAt", "message", "unfit.starts-at"))));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+59132-07-14T00:00:00Z",
                "+1000000000-01-01T00:00:00Z",
                "-1000000000-01-01T00:00:00Z",
                "1969-12-31T23:59:59Z"
            })
    void no_command_speaks_of_a_moment_that_no_calendar_shows(String moment) {
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> schedule(SHOW, Instant.parse(moment), List.of(FLOOR)))
                .extracting(InvalidValue::field)
                .isEqualTo("startsAt");
    }

    @Test
    void what_a_column_cannot_tell_apart_is_not_told_apart() {
        assertThat(schedule(SHOW, NOON.plusNanos(1_999), List.of(FLOOR)).startsAt())
                .isEqualTo(NOON.plusNanos(1_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Floor", "floor", " Floor ", "Ｆｌｏｏｒ", "Floor\u200d"})
    void two_sections_have_names_that_can_be_told_apart(String name) {
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> schedule(section("Floor", 1, 1, 1), section(name, 1, 1, 1)))
                .extracting(InvalidValue::field)
                .isEqualTo("sections");
    }

    @Test
    void a_performance_has_at_most_a_hundred_sections() {
        var sections = IntStream.rangeClosed(1, SchedulePerformance.MOST_SECTIONS + 1)
                .mapToObj(n -> section("Box " + n, 1, 1, 1))
                .toList();
        assertThat(schedule(SHOW, NOON, sections.subList(1, sections.size())).seats())
                .isEqualTo(SchedulePerformance.MOST_SECTIONS);
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> schedule(SHOW, NOON, sections));
    }

    @Test
    void its_id_leaves_room_for_those_of_its_seats() {
        schedule(new PerformanceId("p".repeat(50)), NOON, List.of(FLOOR));
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(
                        () -> schedule(new PerformanceId("p".repeat(51)), NOON, List.of(FLOOR)));
    }

    @Test
    void sections_cannot_be_slipped_in_afterwards() {
        var sections = new ArrayList<>(List.of(FLOOR));
        var command = schedule(SHOW, NOON, sections);
        sections.add(BALCONY);
        assertThat(command.sections()).containsExactly(FLOOR);
    }

    @Test
    void the_day_is_the_one_at_the_venue() {
        var late = Instant.parse("2030-06-01T15:00:00Z");
        assertThat(at(late, "Asia/Seoul").day()).isEqualTo(LocalDate.of(2030, 6, 2));
        assertThat(at(late.minusMillis(1), "Asia/Seoul").day()).isEqualTo(LocalDate.of(2030, 6, 1));
        assertThat(at(late, "America/New_York").day()).isEqualTo(LocalDate.of(2030, 6, 1));
    }

    private static PerformanceScheduled at(Instant startsAt, String zone) {
        return new PerformanceScheduled(
                SHOW,
                "Encore",
                "Arena",
                startsAt,
                ZoneId.of(zone),
                List.of(AnnouncedSection.of(FLOOR)));
    }

    private static Section section(String name, int rows, int seatsPerRow, long price) {
        return new Section(new SectionName(name), rows, seatsPerRow, new Price(price));
    }

    private static SchedulePerformance schedule(Section... sections) {
        return schedule(SHOW, NOON, List.of(sections));
    }

    private static SchedulePerformance schedule(
            PerformanceId id, Instant startsAt, List<Section> sections) {
        return new SchedulePerformance(
                id, new Title("Encore"), new Venue("Arena"), startsAt, SEOUL, sections);
    }

    private static PerformanceScheduled scheduled(Section... sections) {
        return new PerformanceScheduled(
                SHOW,
                "Encore",
                "Arena",
                NOON,
                SEOUL,
                Stream.of(sections).map(AnnouncedSection::of).toList());
    }
}
