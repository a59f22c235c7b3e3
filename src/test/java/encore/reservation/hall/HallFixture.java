package encore.reservation.hall;

import java.util.ArrayList;
import java.util.List;

/** Halls drawn as text: a line is a row; "o" a free seat, "x" a taken one, a blank a gap. */
final class HallFixture {

    static final long NOW = 1_000;

    private final List<HallSeat> seats = new ArrayList<>();

    static HallFixture hall() {
        return new HallFixture();
    }

    HallFixture section(String name, long price, String... rows) {
        for (int row = 1; row <= rows.length; row++) {
            for (int number = 1; number <= rows[row - 1].length(); number++) {
                char seat = rows[row - 1].charAt(number - 1);
                if (seat != ' ') {
                    long taken = seat == 'o' ? Hall.FREE : Hall.GONE;
                    var id = name + row + "-" + number;
                    seats.add(new HallSeat(id, name, row, number, price, null, null, taken));
                }
            }
        }
        return this;
    }

    Hall build() {
        return new Hall(seats);
    }

    static Hall rows(String... rows) {
        return hall().section("A", 100, rows).build();
    }

    static List<String> best(Hall hall, int count) {
        return BestSeats.choose(hall, new Wanted(count, null, null), NOW, seat -> false)
                .map(BestSeats.Choice::seats)
                .orElse(List.of());
    }
}
