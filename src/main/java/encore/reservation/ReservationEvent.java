package encore.reservation;

import encore.concert.PerformanceId;
import encore.kernel.Event;
import encore.kernel.PaymentEvent;
import encore.kernel.PaymentId;
import encore.kernel.TokenId;
import encore.kernel.UserId;

import java.time.Instant;

/** What can happen to a reservation: pending (대기), paid (완료), cancelled (취소) or expired. */
public sealed interface ReservationEvent extends Event {

    ReservationId reservation();

    /** A seat was reserved; it is to be paid before the hold is over. Price in points. */
    record ReservationOpened(
            ReservationId reservation,
            UserId user,
            PerformanceId performance,
            SeatId seat,
            long price,
            Instant holdUntil)
            implements ReservationEvent {}

    /** Its owner gave it up. */
    record ReservationCancelled(ReservationId reservation, SeatId seat)
            implements ReservationEvent {}

    /** It was not paid in time, or its seat was lost while paying. */
    record ReservationExpired(ReservationId reservation, SeatId seat) implements ReservationEvent {}

    /** A payment began; what follows is the payment saga's. Amount in points. */
    record PaymentRequested(
            ReservationId reservation,
            PaymentId payment,
            UserId user,
            TokenId token,
            SeatId seat,
            long amount,
            Instant at)
            implements ReservationEvent, PaymentEvent {}

    /** Paid, for good. */
    record ReservationPaid(ReservationId reservation, PaymentId payment)
            implements ReservationEvent, PaymentEvent {}

    /** The payment came to nothing; the balance is the payer's, in points. */
    record PaymentRejected(
            ReservationId reservation,
            PaymentId payment,
            ReservationCommand.RejectionReason reason,
            long balance)
            implements ReservationEvent, PaymentEvent {}
}
