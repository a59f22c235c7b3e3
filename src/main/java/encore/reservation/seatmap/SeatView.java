package encore.reservation.seatmap;

import io.swagger.v3.oas.annotations.media.Schema;

import org.jspecify.annotations.Nullable;

/**
 * A seat as everybody sees it; rows and numbers count from 1, the price is in points.
 *
 * @param rowLabel what its row is called, its number if nothing else
 * @param x where it stands, for drawing: null when the hall was announced without
 * @param y where it stands, for drawing: null when the hall was announced without
 */
@Schema(name = "Seat")
public record SeatView(
        String seatId,
        String section,
        int row,
        int number,
        long price,
        Status status,
        String rowLabel,
        @Nullable Double x,
        @Nullable Double y) {

    /**
     * Free; held for somebody who has yet to pay, or on its way back; sold; or kept by the
     * operator.
     */
    public enum Status {
        AVAILABLE,
        HELD,
        SOLD,
        BLOCKED
    }
}
