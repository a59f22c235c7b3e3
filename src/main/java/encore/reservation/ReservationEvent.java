package encore.reservation;

import encore.concert.PerformanceId;
import encore.kernel.Event;
import encore.kernel.PaymentEvent;
import encore.kernel.PaymentId;
import encore.kernel.TokenId;
import encore.kernel.UserId;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** What can happen to a reservation: pending (대기), paid (완료), cancelled (취소) or expired. */
public sealed interface ReservationEvent extends Event {

    ReservationId reservation();

    /**
     * Seats of one performance were reserved together; they are to be paid before the hold is over.
     *
     * @param price of all, in points
     * @param freeFrom when others may have them if it is not paid, see {@link ReturnTimes}
     * @param payableFrom when it can be seen and paid at first, for one that was offered to who
     *     waited for it; null for at once
     */
    @Revision("2")
    record ReservationOpened(
            ReservationId reservation,
            UserId user,
            PerformanceId performance,
            List<ReservedSeat> seats,
            long price,
            Instant holdUntil,
            Instant freeFrom,
            @Nullable Instant payableFrom)
            implements ReservationEvent {

        /** One that was not offered: its holder has asked for it. */
        public ReservationOpened(
                ReservationId reservation,
                UserId user,
                PerformanceId performance,
                List<ReservedSeat> seats,
                long price,
                Instant holdUntil,
                Instant freeFrom) {
            this(reservation, user, performance, seats, price, holdUntil, freeFrom, null);
        }

        public List<SeatId> seatIds() {
            return seats.stream().map(ReservedSeat::seat).toList();
        }
    }

    /** One of the seats, and its price in points. */
    record ReservedSeat(SeatId seat, long price) {}

    /**
     * Its owner gave it up.
     *
     * @param freeFrom when others may have its seats; null for at once
     */
    @Revision("2")
    record ReservationCancelled(
            ReservationId reservation,
            List<SeatId> seats,
            @Nullable Instant freeFrom) implements ReservationEvent {}

    /**
     * It was not paid in time, or a seat was lost while paying.
     *
     * @param freeFrom when others may have its seats; null for at once
     */
    @Revision("2")
    record ReservationExpired(
            ReservationId reservation,
            List<SeatId> seats,
            @Nullable Instant freeFrom) implements ReservationEvent {}

    /** A payment began; what follows is the payment saga's. Amount in points. */
    @Revision("2")
    record PaymentRequested(
            ReservationId reservation,
            PaymentId payment,
            UserId user,
            TokenId token,
            List<SeatId> seats,
            long amount,
            Instant at)
            implements ReservationEvent, PaymentEvent {}

    /** Paid, for good unless it is refunded. */
    record ReservationPaid(ReservationId reservation, PaymentId payment)
            implements ReservationEvent, PaymentEvent {}

    /** The payment came to nothing; the balance is the payer's, in points, where it was asked. */
    record PaymentRejected(
            ReservationId reservation,
            PaymentId payment,
            RejectionReason reason,
            @Nullable Long balance)
            implements ReservationEvent, PaymentEvent {}

    /**
     * What was paid is given back: the points to its owner, the seats to everybody. The tickets are
     * void from now on.
     *
     * @param refund its id
     * @param amount in points
     * @param by the operator's name, or null when its owner asked
     * @param reason what the asker said, or null
     * @param freeFrom when others may have the seats
     */
    record ReservationRefunded(
            ReservationId reservation,
            PaymentId payment,
            RefundId refund,
            UserId user,
            PerformanceId performance,
            List<SeatId> seats,
            long amount,
            @Nullable String by,
            @Nullable String reason,
            Instant freeFrom,
            Instant at)
            implements ReservationEvent {}
}
