package encore.reservation;

import encore.concert.PerformanceId;
import encore.kernel.Event;
import encore.kernel.PaymentEvent;
import encore.kernel.PaymentId;
import encore.kernel.UserId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** What can happen to a seat: free, held, sold, blocked. */
public sealed interface SeatEvent extends Event {

    SeatId seat();

    PerformanceId performance();

    /** The seat exists and is free; price in points. */
    record SeatPlaced(
            SeatId seat,
            PerformanceId performance,
            String section,
            int row,
            int number,
            long price,
            Instant startsAt)
            implements SeatEvent {}

    /**
     * The seat is held until the given instant; an earlier hold had lapsed.
     *
     * @param freeFrom when others may have it, if it is not paid
     */
    @Revision("2")
    record SeatHeld(
            SeatId seat,
            PerformanceId performance,
            ReservationId reservation,
            UserId user,
            Instant until,
            Instant freeFrom)
            implements SeatEvent {}

    /**
     * The seat was given back.
     *
     * @param freeFrom when others may have it; null for at once
     */
    @Revision("2")
    record SeatReleased(
            SeatId seat,
            PerformanceId performance,
            ReservationId reservation,
            @Nullable Instant freeFrom)
            implements SeatEvent {}

    /** The operator keeps the seat from being sold. */
    record SeatBlocked(SeatId seat, PerformanceId performance, String by, String reason, Instant at)
            implements SeatEvent {}

    /** The operator no longer keeps the seat: it is free. */
    record SeatUnblocked(
            SeatId seat, PerformanceId performance, String by, String reason, Instant at)
            implements SeatEvent {}

    /** The seat is sold, for good unless it is given back. */
    record SeatSold(
            SeatId seat, PerformanceId performance, ReservationId reservation, PaymentId payment)
            implements SeatEvent, PaymentEvent {}

    /**
     * The seat, or one that was to be sold together with it, went to somebody else while this
     * payment was under way: it is not sold to it.
     */
    record SeatDeclined(
            SeatId seat, PerformanceId performance, ReservationId reservation, PaymentId payment)
            implements SeatEvent, PaymentEvent {}
}
