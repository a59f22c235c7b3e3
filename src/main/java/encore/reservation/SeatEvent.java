package encore.reservation;

import encore.concert.PerformanceId;
import encore.kernel.Event;
import encore.kernel.PaymentEvent;
import encore.kernel.PaymentId;
import encore.kernel.UserId;

import java.time.Instant;

/** What can happen to a seat: free, held, sold. */
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

    /** The seat is held until the given instant; an earlier hold had lapsed. */
    record SeatHeld(
            SeatId seat,
            PerformanceId performance,
            ReservationId reservation,
            UserId user,
            Instant until)
            implements SeatEvent {}

    /** The seat is free again. */
    record SeatReleased(SeatId seat, PerformanceId performance, ReservationId reservation)
            implements SeatEvent {}

    /** The seat is sold, for good. */
    record SeatSold(
            SeatId seat, PerformanceId performance, ReservationId reservation, PaymentId payment)
            implements SeatEvent, PaymentEvent {}

    /** The seat went to somebody else while this payment was under way: it is not sold to it. */
    record SeatDeclined(
            SeatId seat, PerformanceId performance, ReservationId reservation, PaymentId payment)
            implements SeatEvent, PaymentEvent {}
}
