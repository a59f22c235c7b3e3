package encore.reservation.hall;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;

import static encore.reservation.hall.HallFixture.NOW;
import static encore.reservation.hall.HallFixture.best;
import static encore.reservation.hall.HallFixture.hall;
import static encore.reservation.hall.HallFixture.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BestSeatsTest {

    @Test
    void a_group_sits_in_the_middle_of_the_front() {
        assertThat(best(rows("oooooooo", "oooooooo"), 2)).containsExactly("A1-4", "A1-5");
    }

    @Test
    void the_middle_of_the_second_row_is_better_than_the_end_of_the_first() {
        assertThat(best(rows("ooxxxxxxoo", "oooooooooo"), 2)).containsExactly("A2-5", "A2-6");
        assertThat(best(rows("xooxxx", "xxooxx"), 2)).containsExactly("A1-2", "A1-3");
    }

    @Test
    void the_middle_is_that_of_the_drawing() {
        var seats = new ArrayList<HallSeat>();
        double[] x = {0, 10, 20, 30, 100, 150, 200};
        for (int i = 0; i < x.length; i++) {
            seats.add(new HallSeat("s" + i, "A", 1, i + 1, 1, x[i], 5.0, Hall.FREE));
        }
        assertThat(best(new Hall(seats), 1)).containsExactly("s4");
    }

    @Test
    void a_group_is_not_torn_while_a_run_exists() {
        assertThat(best(rows("ooxoo", "oxoxo", "xoooo"), 4))
                .containsExactly("A3-2", "A3-3", "A3-4", "A3-5");
    }

    @Test
    void seats_at_both_sides_of_a_gap_are_not_neighbours() {
        assertThat(best(rows("oo oo", "oxooo"), 3)).containsExactly("A2-3", "A2-4", "A2-5");
    }

    @Test
    void no_single_seat_is_left_alone() {
        assertThat(best(rows("xxoooxx", "xxxooxx"), 2)).containsExactly("A2-4", "A2-5");
        assertThat(best(rows("ooooo"), 1)).containsExactly("A1-3");
        assertThat(best(rows("oooo"), 1)).doesNotContain("A1-2", "A1-3");
    }

    @Test
    void a_seat_that_was_alone_before_keeps_nobody_away() {
        assertThat(best(rows("oxooo"), 3)).containsExactly("A1-3", "A1-4", "A1-5");
        assertThat(best(rows("oxoxo"), 1)).containsExactly("A1-3");
    }

    @Test
    void a_seat_is_left_alone_rather_than_a_group_torn_or_refused() {
        assertThat(best(rows("ooo", "oxo"), 2)).containsExactly("A1-1", "A1-2");
    }

    @Test
    void a_dearer_neighbour_that_is_free_is_left_alone_too() {
        var seats = List.of(
                new HallSeat("dear", "A", 1, 1, 900, null, null, Hall.FREE),
                new HallSeat("cheap", "A", 1, 2, 100, null, null, Hall.FREE),
                new HallSeat("far", "A", 9, 1, 100, null, null, Hall.FREE));
        var wanted = new Wanted(1, null, 100L);
        assertThat(BestSeats.choose(new Hall(seats), wanted, NOW, id -> false)
                        .orElseThrow()
                        .seats())
                .containsExactly("far");
    }

    @Test
    void without_a_run_the_pieces_are_the_fewest() {
        assertThat(best(rows("oxoxo", "xxxxx", "ooxxx", "ooxxx"), 4))
                .containsExactly("A3-1", "A3-2", "A4-1", "A4-2");
    }

    @Test
    void pieces_of_one_row_are_better_than_of_two() {
        assertThat(best(rows("ooxxxx", "xxxxxx", "ooxoox"), 4))
                .containsExactly("A3-1", "A3-2", "A3-4", "A3-5");
    }

    @Test
    void pieces_of_rows_near_to_each_other_are_better_than_of_rows_apart() {
        assertThat(best(rows("oox", "xxx", "xxx", "oox", "oox"), 4))
                .containsExactly("A4-1", "A4-2", "A5-1", "A5-2");
    }

    @Test
    void pieces_of_one_section_are_better_than_of_two() {
        var hall = hall().section("A", 1, "oox", "xxx", "xxx", "oox").section("B", 1, "oox");
        assertThat(best(hall.build(), 4)).containsExactly("A1-1", "A1-2", "A4-1", "A4-2");
    }

    @Test
    void pieces_of_a_row_are_near_to_each_other() {
        assertThat(best(rows("oxoxxxxxxxxxx"), 2)).containsExactly("A1-1", "A1-3");
        assertThat(best(rows("oxxxxxxxxoxox"), 2)).containsExactly("A1-10", "A1-12");
    }

    @Test
    void pieces_near_to_each_other_are_better_than_one_in_the_middle() {
        assertThat(best(rows("xxxxxxxxxxoxxxxxxxoxo"), 2)).containsExactly("A1-19", "A1-21");
    }

    @Test
    void pieces_leave_no_seat_alone_when_others_as_near_do_not() {
        assertThat(best(rows("xooxoooxooxx"), 4)).containsExactly("A1-2", "A1-3", "A1-9", "A1-10");
    }

    @Test
    void sections_are_announced_in_the_order_of_their_first_seats() {
        var hall = hall().section("Z", 1, "o").section("A", 1, "o").build();
        assertThat(best(hall, 1)).containsExactly("Z1-1");
    }

    @Test
    void section_and_price_are_kept_to() {
        var hall = hall().section("A", 900, "oooo").section("B", 100, "oo").build();
        assertThat(choose(hall, new Wanted(2, "B", null))).containsExactly("B1-1", "B1-2");
        assertThat(choose(hall, new Wanted(2, null, 100L))).containsExactly("B1-1", "B1-2");
        assertThat(choose(hall, new Wanted(3, "B", null))).isEmpty();
        assertThat(choose(hall, new Wanted(1, "A", 899L))).isEmpty();
        assertThat(choose(hall, new Wanted(1, "C", null))).isEmpty();
    }

    @Test
    void claimed_seats_are_as_good_as_taken() {
        var claimed = Set.of("A1-2", "A1-3");
        var found =
                BestSeats.choose(rows("oooo"), new Wanted(2, null, null), NOW, claimed::contains);
        assertThat(found.orElseThrow().seats()).containsExactly("A1-1", "A1-4");
    }

    @Test
    void a_seat_is_free_from_the_very_instant_on() {
        var hall = rows("oo");
        hall.take("A1-1", NOW + 1);
        assertThat(best(hall, 2)).isEmpty();
        assertThat(hall.isFree("A1-1", NOW)).isFalse();
        hall.take("A1-1", NOW);
        assertThat(best(hall, 2)).hasSize(2);
        assertThat(hall.isFree("A1-1", NOW)).isTrue();
    }

    @Test
    void a_hold_that_ends_while_nobody_tells_opens_the_seat() {
        var hall = rows("o");
        hall.take("A1-1", NOW + 1);
        assertThat(best(hall, 1)).isEmpty();
        var wanted = new Wanted(1, null, null);
        assertThat(BestSeats.choose(hall, wanted, NOW + 1, id -> false)).isPresent();
        assertThat(best(hall, 1)).isEmpty();
    }

    @Test
    void a_group_has_one_to_eight() {
        assertThatThrownBy(() -> new Wanted(0, null, null)).hasMessageContaining("not 0");
        assertThatThrownBy(() -> new Wanted(9, null, null)).hasMessageContaining("not 9");
    }

    @Test
    void a_hall_has_no_seat_twice() {
        var seat = new HallSeat("s", "A", 1, 1, 1, null, null, Hall.FREE);
        var sameId = new HallSeat("s", "A", 1, 2, 1, null, null, Hall.FREE);
        var samePlace = new HallSeat("t", "A", 1, 1, 1, null, null, Hall.FREE);
        assertThatThrownBy(() -> new Hall(List.of(seat, sameId))).hasMessageContaining("Twice");
        assertThatThrownBy(() -> new Hall(List.of(seat, samePlace))).hasMessageContaining("Twice");
    }

    @Test
    void a_hall_fills_and_nobody_is_refused_while_enough_are_free() {
        var rows = new String[25];
        Arrays.fill(rows, "oooooooooo oooooooooooo oooooooooo");
        var hall = rows(rows);
        var random = new Random(7);
        int left = hall.size();
        while (left > 0) {
            int count = 1 + random.nextInt(6);
            var seats = best(hall, count);
            assertThat(seats).hasSize(count <= left ? count : 0).doesNotHaveDuplicates();
            for (var seat : seats) {
                assertThat(hall.isFree(seat, NOW)).isTrue();
                hall.take(seat, Hall.GONE);
            }
            left -= seats.size();
        }
        assertThat(best(hall, 1)).isEmpty();
    }

    private static List<String> choose(Hall hall, Wanted wanted) {
        return BestSeats.choose(hall, wanted, NOW, seat -> false)
                .map(BestSeats.Choice::seats)
                .orElse(List.of());
    }
}
