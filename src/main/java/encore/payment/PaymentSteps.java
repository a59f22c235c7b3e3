package encore.payment;

import encore.kernel.Commands;
import encore.kernel.Refusal;
import encore.kernel.Refused;
import encore.point.PointAccountCommand.DeductPoint;
import encore.point.PointAccountCommand.Deduction;
import encore.point.PointAccountCommand.RefundPoint;
import encore.reservation.ReservationCommand.ConfirmPayment;
import encore.reservation.ReservationCommand.RejectPayment;
import encore.reservation.ReservationCommand.RejectionReason;
import encore.reservation.ReservationEvent.PaymentRequested;
import encore.reservation.SeatCommand.SellSeat;
import encore.waiting.WaitingTokenCommand.ExpireToken;
import encore.waiting.WaitingTokenCommand.ExpiryReason;
import org.springframework.stereotype.Component;

/** The steps of a payment. Each may be taken again without harm. */
@Component
class PaymentSteps {

    private final Commands commands;

    PaymentSteps(Commands commands) {
        this.commands = commands;
    }

    Deduction deduct(PaymentRequested payment) {
        return commands.send(
                new DeductPoint(payment.user(), payment.payment(), payment.amount()));
    }

    /** Answers false when the seat went to somebody else while paying. */
    boolean sell(PaymentRequested payment) {
        try {
            commands.send(
                    new SellSeat(payment.seat(), payment.reservation(), payment.payment()));
            return true;
        } catch (Refused refused) {
            if (refused.refusal() != Refusal.SEAT_TAKEN) {
                throw refused;
            }
            return false;
        }
    }

    /** Answers with the balance after the refund, in points. */
    long refund(PaymentRequested payment) {
        return commands.<Long>send(new RefundPoint(payment.user(), payment.payment()));
    }

    void reject(PaymentRequested payment, RejectionReason reason, long balance) {
        commands.send(new RejectPayment(payment.reservation(), payment.payment(), reason,
                balance));
    }

    void confirm(PaymentRequested payment) {
        commands.send(new ConfirmPayment(payment.reservation(), payment.payment()));
        try {
            commands.send(new ExpireToken(payment.user(), payment.token(), ExpiryReason.PAID));
        } catch (Refused refused) {
            // Somebody who was never in the line has no token that could be over.
            if (refused.refusal() != Refusal.TOKEN_INVALID) {
                throw refused;
            }
        }
    }
}
