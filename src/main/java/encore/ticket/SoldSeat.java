package encore.ticket;

import encore.concert.PerformanceId;
import encore.kernel.UserId;
import encore.reservation.ReservationId;
import encore.reservation.SeatId;

import java.time.Instant;

/**
 * A seat that was sold, as it is known now: title, venue and start may have been corrected since.
 *
 * @param place of the seat in its reservation, from 1
 * @param rowLabel what the row is called, its number if nothing else
 */
record SoldSeat(
        UserId user,
        ReservationId reservation,
        int place,
        PerformanceId performance,
        SeatId seat,
        String section,
        int row,
        int number,
        String rowLabel,
        String title,
        String venue,
        Instant startsAt,
        Status status) {

    /** Whether it still lets one in: given back or refunded, it does not. */
    enum Status {
        VALID,
        VOID
    }

    TicketId ticket() {
        return TicketId.of(reservation, place);
    }
}
