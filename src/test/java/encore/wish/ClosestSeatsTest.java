package encore.wish;

import encore.reservation.SeatId;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class ClosestSeatsTest {

    private static ReturnedSeat seat(String section, int row, int number) {
        return new ReturnedSeat(
                new SeatId(section + "-" + row + "-" + number), section, row, number, null);
    }

    private static List<String> closest(int count, ReturnedSeat... seats) {
        return ClosestSeats.of(List.of(seats), count).stream()
                .flatMap(chosen -> chosen.stream().map(seat -> seat.seat().value()))
                .toList();
    }

    @Test
    void neighbours_come_before_all_others() {
        assertThat(closest(2, seat("A", 1, 1), seat("A", 1, 5), seat("A", 2, 7), seat("A", 2, 8)))
                .containsExactly("A-2-7", "A-2-8");
    }

    @Test
    void else_the_nearest_of_a_section() {
        assertThat(closest(2, seat("A", 1, 1), seat("B", 4, 1), seat("A", 2, 2), seat("C", 9, 9)))
                .containsExactlyInAnyOrder("A-1-1", "A-2-2");
    }

    @Test
    void any_when_there_are_no_others() {
        assertThat(closest(2, seat("A", 1, 1), seat("B", 1, 1))).hasSize(2);
    }

    @Test
    void none_when_there_are_too_few() {
        assertThat(closest(3, seat("A", 1, 1), seat("A", 1, 2))).isEmpty();
        assertThat(ClosestSeats.of(Stream.<ReturnedSeat>of().toList(), 1)).isEmpty();
    }
}
