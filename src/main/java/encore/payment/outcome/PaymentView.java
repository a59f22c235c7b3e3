package encore.payment.outcome;

import encore.kernel.UserId;
import encore.reservation.RejectionReason;
import encore.reservation.ReservationCommand.BegunPayment;
import encore.reservation.ReservationId;

import io.swagger.v3.oas.annotations.media.Schema;

import org.jspecify.annotations.Nullable;

/**
 * A payment as its payer sees it; amounts in points. A payment that was refunded later stays paid:
 * that it was refunded says its reservation.
 *
 * @param reason why it was rejected, else null
 * @param balance the payer's, as far as the payment has changed it; null before that
 */
@Schema(name = "Payment")
public record PaymentView(
        String paymentId,
        String reservationId,
        String userId,
        long amount,
        Status status,
        @Nullable RejectionReason reason,
        @Nullable Long balance) {

    /** Under way, or how it ended. */
    public enum Status {
        PENDING,
        PAID,
        REJECTED
    }

    /** Of a payment that was begun just now. */
    public static PaymentView pending(BegunPayment begun, ReservationId reservation, UserId user) {
        return new PaymentView(
                begun.payment().value(),
                reservation.value(),
                user.value(),
                begun.amount(),
                Status.PENDING,
                null,
                null);
    }
}
