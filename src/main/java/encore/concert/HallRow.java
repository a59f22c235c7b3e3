package encore.concert;

import encore.kernel.InvalidValue;
import encore.kernel.Words;

import io.swagger.v3.oas.annotations.media.Schema;

import org.jspecify.annotations.Nullable;

/**
 * A row of a hall.
 *
 * @param label what it is called; its number when left out
 * @param seats the numbers of its seats
 * @param x where its lowest number stands, for drawing: each number is one further to the right
 * @param y where it stands, for drawing; given together with x
 */
public record HallRow(
        @Nullable RowLabel label,
        SeatNumbers seats,

        @Schema(minimum = "-100000", maximum = "100000") @Nullable
        Double x,

        @Schema(minimum = "-100000", maximum = "100000") @Nullable
        Double y) {

    private static final double FURTHEST = 100_000;

    public HallRow {
        Words.complete(seats);
        if (x == null != (y == null) || !isNear(x) || !isNear(y)) {
            throw new InvalidValue("unfit.place");
        }
    }

    private static boolean isNear(@Nullable Double place) {
        return place == null || Math.abs(place) <= FURTHEST;
    }

    /** What it is called as the row of that number. */
    String name(int number) {
        return label == null ? Integer.toString(number) : label.value();
    }
}
