package encore.reservation.seatmap;

import io.swagger.v3.oas.annotations.media.Schema;

/** A seat as everybody sees it; rows and numbers count from 1, the price is in points. */
@Schema(name = "Seat")
public record SeatView(
        String seatId, String section, int row, int number, long price, Status status) {

    /**
     * Free; held for somebody who has yet to pay, or on its way back; sold; or kept by the operator.
     */
    public enum Status {
        AVAILABLE,
        HELD,
        SOLD,
        BLOCKED
    }
}
