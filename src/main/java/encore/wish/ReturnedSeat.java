package encore.wish;

import encore.reservation.SeatId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A seat that came back.
 *
 * @param freeFrom when others may have it; null for at once
 */
record ReturnedSeat(
        SeatId seat,
        String section,
        int row,
        int number,
        @Nullable Instant freeFrom) {

    /** How far apart two are: a row counts as much as ten seats, a section as a whole hall. */
    long distanceTo(ReturnedSeat other) {
        return (section.equals(other.section) ? 0 : 1_000_000)
                + 10L * Math.abs(row - other.row)
                + Math.abs(number - other.number);
    }
}
