package encore.reservation.hall;

import org.jspecify.annotations.Nullable;

/**
 * One seat of a hall. Row 1 is nearest to the stage. Numbers of a row may have gaps: an aisle, or
 * no chair; seats at both sides of a gap are not neighbours.
 *
 * @param price in points
 * @param x where it is drawn; counts only when every seat of the hall has both
 * @param takenUntil from this instant on it is free, in microseconds since the epoch: {@link
 *     Hall#FREE}, {@link Hall#GONE}, or when a hold ends
 */
public record HallSeat(
        String id,
        String section,
        int row,
        int number,
        long price,
        @Nullable Double x,
        @Nullable Double y,
        long takenUntil) {}
