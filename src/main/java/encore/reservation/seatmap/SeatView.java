package encore.reservation.seatmap;

import java.time.Instant;

/** A seat as everybody sees it; rows and numbers count from 1, the price is in points. */
public record SeatView(String seatId, String section, int row, int number, long price,
        Status status) {

    /** Free, held for somebody who has yet to pay, or sold. */
    public enum Status { AVAILABLE, HELD, SOLD }

    /** A seat as it stands now: a hold that is past its time is none. */
    static SeatView at(Instant now, String seatId, String section, int row, int number, long price,
            Status status, Instant heldUntil) {
        boolean lapsed = status == Status.HELD && !now.isBefore(heldUntil);
        return new SeatView(seatId, section, row, number, price,
                lapsed ? Status.AVAILABLE : status);
    }
}
