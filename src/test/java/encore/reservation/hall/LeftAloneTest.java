package encore.reservation.hall;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import static encore.reservation.hall.HallFixture.NOW;
import static encore.reservation.hall.HallFixture.hall;
import static encore.reservation.hall.HallFixture.rows;
import static org.assertj.core.api.Assertions.assertThat;

class LeftAloneTest {

    @Test
    void a_seat_between_two_taken_ones_is_left_alone() {
        assertThat(leavesAlone(rows("xoooo"), "A1-3")).isTrue();
        assertThat(leavesAlone(rows("ooooo"), "A1-1", "A1-2", "A1-4")).isTrue();
    }

    @Test
    void a_seat_at_the_end_of_a_row_or_at_a_gap_is_left_alone() {
        assertThat(leavesAlone(rows("oooo"), "A1-2")).isTrue();
        assertThat(leavesAlone(rows("oooo oo"), "A1-3")).isTrue();
        assertThat(leavesAlone(rows("oooo"), "A1-3")).isTrue();
    }

    @Test
    void two_seats_are_not_alone() {
        assertThat(leavesAlone(rows("ooooo"), "A1-3")).isFalse();
        assertThat(leavesAlone(rows("oooo"), "A1-1", "A1-2")).isFalse();
    }

    @Test
    void who_was_alone_before_is_not_left_alone() {
        assertThat(leavesAlone(rows("oxoo"), "A1-3", "A1-4")).isFalse();
        assertThat(leavesAlone(rows("o oo"), "A1-3", "A1-4")).isFalse();
        assertThat(leavesAlone(rows("o", " o"), "A1-1")).isFalse();
    }

    @Test
    void what_others_claim_is_taken() {
        assertThat(LeftAlone.leavesAlone(rows("oooo"), List.of("A1-1"), NOW, "A1-3"::equals))
                .isTrue();
    }

    @Test
    void seats_taken_already_or_unknown_leave_nobody_alone() {
        assertThat(leavesAlone(rows("oxoo"), "A1-2", "B9-9")).isFalse();
    }

    @Test
    void the_nearest_run_that_leaves_none_alone_is_offered_instead() {
        assertThat(instead(rows("oooooooo", "oooooooo"), "A1-2", "A1-3"))
                .contains(List.of("A1-1", "A1-2"));
        assertThat(instead(rows("oooooo"), "A1-1", "A1-2", "A1-4"))
                .contains(List.of("A1-1", "A1-2", "A1-3"));
        assertThat(instead(rows("oo", "xx", "ooo", "oox"), "A3-1", "A3-2"))
                .contains(List.of("A4-1", "A4-2"));
    }

    @Test
    void nothing_dearer_is_offered_instead() {
        var hall = hall().section("A", 100, "ooo").section("B", 200, "oo").build();
        assertThat(instead(hall, "A1-1", "A1-2")).isEmpty();
        var cheaper = hall().section("A", 100, "ooo").section("B", 50, "oo").build();
        assertThat(instead(cheaper, "A1-1", "A1-2")).contains(List.of("B1-1", "B1-2"));
    }

    @Test
    void pieces_are_offered_when_no_run_seats_all() {
        assertThat(instead(rows("ooxoooxoo"), "A1-1", "A1-2", "A1-4", "A1-5"))
                .contains(List.of("A1-1", "A1-2", "A1-8", "A1-9"));
    }

    @Test
    void nothing_is_offered_when_any_choice_leaves_one_alone() {
        assertThat(instead(rows("ooo"), "A1-1", "A1-2")).isEmpty();
        assertThat(instead(rows("ooo"), "B1-1")).isEmpty();
    }

    private static boolean leavesAlone(Hall hall, String... seats) {
        return LeftAlone.leavesAlone(hall, Arrays.asList(seats), NOW, seat -> false);
    }

    private static Optional<List<String>> instead(Hall hall, String... seats) {
        return LeftAlone.instead(hall, Arrays.asList(seats), NOW, seat -> false);
    }
}
