package encore.concert;

import encore.concert.PerformanceEvent.AnnouncedSection;
import encore.kernel.InvalidValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Collections;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HallWithGapsTest {

    private static final SectionName FLOOR = new SectionName("Floor");

    private static HallRow row(String label, String seats) {
        return new HallRow(
                label == null ? null : new RowLabel(label), new SeatNumbers(seats), null, null);
    }

    private static Section section(HallRow... rows) {
        return Section.of(FLOOR, new Price(0), List.of(rows));
    }

    @Test
    void what_is_left_out_is_no_chair() {
        assertThat(new SeatNumbers("1-3,7,9-10").all()).containsExactly(1, 2, 3, 7, 9, 10);
        assertThat(new SeatNumbers("1-1000").all()).hasSize(1_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "0-3",
                "01",
                "1-",
                "-1",
                "1,",
                ",1",
                "1 ,2",
                "1001",
                "1-1001",
                "3-1",
                "1-3,3",
                "5,4",
                "1-5,2-9",
                "a",
                "1-2-3",
                "１",
                "9999999999",
                "1-99999999999"
            })
    void numbers_are_ascending_from_1_to_1000(String numbers) {
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> new SeatNumbers(numbers))
                .extracting(InvalidValue::rule)
                .isEqualTo("unfit.seat-numbers");
    }

    @Test
    void numbers_are_told_in_few_words() {
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> new SeatNumbers("1" + ",2".repeat(2_000)));
    }

    @Test
    void a_section_has_the_seats_of_its_rows() {
        var section = section(row("가", "1-14,17-30"), row(null, "5"));
        assertThat(section.rows()).isEqualTo(2);
        assertThat(section.seatsPerRow()).isEqualTo(28);
        assertThat(section.seats()).isEqualTo(29);
        assertThat(AnnouncedSection.of(section).seats()).isEqualTo(29);
    }

    @Test
    void rows_are_told_apart_by_what_they_are_called() {
        section(row("A", "1"), row("B", "1"), row(null, "1"));
        for (var second : List.of(row("A", "2"), row(" a", "2"), row("Ａ", "2"))) {
            assertThatExceptionOfType(InvalidValue.class)
                    .isThrownBy(() -> section(row("A", "1"), second))
                    .extracting(InvalidValue::rule)
                    .isEqualTo("unfit.row-labels");
        }
        assertThatExceptionOfType(InvalidValue.class)
                .as("one is called by its number, another like it")
                .isThrownBy(() -> section(row("2", "1"), row(null, "1")));
    }

    @Test
    void a_section_has_1_to_1000_rows() {
        Section.of(FLOOR, new Price(1), Collections.nCopies(1, row(null, "1")));
        Section.of(FLOOR, new Price(1), Collections.nCopies(1_000, row(null, "1")));
        for (var rows : List.of(List.<HallRow>of(), Collections.nCopies(1_001, row(null, "1")))) {
            assertThatExceptionOfType(InvalidValue.class)
                    .isThrownBy(() -> Section.of(FLOOR, new Price(1), rows));
        }
    }

    @Test
    void a_row_stands_somewhere_or_nobody_tells_where() {
        var seats = new SeatNumbers("1");
        new HallRow(null, seats, 0.0, -100_000.0);
        for (var place : List.of(
                100_000.1,
                -1e300,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY)) {
            assertThatExceptionOfType(InvalidValue.class)
                    .isThrownBy(() -> new HallRow(null, seats, place, 0.0));
            assertThatExceptionOfType(InvalidValue.class)
                    .isThrownBy(() -> new HallRow(null, seats, 0.0, place));
        }
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> new HallRow(null, seats, 0.0, null));
    }
}
