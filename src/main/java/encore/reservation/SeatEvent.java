package encore.reservation;

import com.fasterxml.jackson.annotation.JsonInclude;
import encore.concert.PerformanceId;
import encore.kernel.Event;
import encore.kernel.PaymentEvent;
import encore.kernel.PaymentId;
import encore.kernel.UserId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

/** What can happen to a seat: free, held, sold. */
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
