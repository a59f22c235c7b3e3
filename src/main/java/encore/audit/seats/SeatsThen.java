package encore.audit.seats;

import encore.concert.PerformanceId;
import encore.kernel.PaymentId;
import encore.kernel.UserId;
import encore.reservation.ReservationId;
import encore.reservation.SeatId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** Every seat of a performance as it stood at an instant, section by section, row by row. */
record SeatsThen(PerformanceId performanceId, Instant at, List<SeatThen> seats) {

    /**
     * Free, held for somebody who had yet to pay or on its way back, sold, or kept by the operator.
     */
    enum Status {
        AVAILABLE,
        HELD,
        SOLD,
        BLOCKED
    }

    /**
     * One seat; the price in points.
     *
     * @param userId who held or owned it, else null
     * @param reservationId by which reservation, else null
     * @param paymentId by which payment it was sold, else null
     * @param heldUntil until when nobody else can have it, else null
     * @param since since when it had stood like this
     */
    record SeatThen(
            SeatId seatId,
            String section,
            int row,
            int number,
            long price,
            Status status,
            @Nullable UserId userId,
            @Nullable ReservationId reservationId,
            @Nullable PaymentId paymentId,
            @Nullable Instant heldUntil,
            Instant since) {}
}
