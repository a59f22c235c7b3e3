package encore.reservation;

import com.fasterxml.jackson.annotation.JsonInclude;
import encore.concert.PerformanceId;
import encore.kernel.Event;
import encore.kernel.PaymentEvent;
import encore.kernel.PaymentId;
import encore.kernel.UserId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

/** What can happen to a seat: free, held, sold, blocked. */
public sealed interface SeatEvent extends Event {

    SeatId seat();

    PerformanceId performance();

    /**
     * The seat exists and is free; price in points.
     *
     * @param rowLabel what its row is called; null for its number
     * @param x where it stands, for drawing; null when that is not told
     * @param y given together with x
     */
    record SeatPlaced(
            SeatId seat,
            PerformanceId performance,
            String section,
            int row,
            int number,
            long price,
            Instant startsAt,
            @JsonInclude(NON_NULL) @Nullable String rowLabel,
            @JsonInclude(NON_NULL) @Nullable Double x,
            @JsonInclude(NON_NULL) @Nullable Double y)
            implements SeatEvent {

        /** In a row called by its number, nobody tells where. */
        public SeatPlaced(
                SeatId seat,
                PerformanceId performance,
                String section,
                int row,
                int number,
                long price,
                Instant startsAt) {
            this(seat, performance, section, row, number, price, startsAt, null, null, null);
        }
    }

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

    /**
     * The operator no longer keeps the seat.
     *
     * @param freeFrom when others may have it, if it was on its way back; null for at once
     */
    record SeatUnblocked(
            SeatId seat,
            PerformanceId performance,
            String by,
            String reason,
            Instant at,
            @JsonInclude(NON_NULL) @Nullable Instant freeFrom)
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
