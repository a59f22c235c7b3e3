package encore.payment.outcome;

import encore.reservation.ReservationCommand.RejectionReason;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A payment as its payer sees it; amounts in points.
 *
 * @param reason why it was rejected, else null
 * @param balance the payer's, as far as the payment has changed it; null before that
 */
@Schema(name = "Payment")
public record PaymentView(String paymentId, String reservationId, String userId, long amount,
        Status status, @Nullable RejectionReason reason, @Nullable Long balance) {

    /** Under way, or how it ended. */
    public enum Status { PENDING, PAID, REJECTED }
}
