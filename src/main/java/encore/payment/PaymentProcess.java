package encore.payment;

import encore.kernel.Commands;
import encore.kernel.PaymentEvent;
import encore.kernel.Refused;
import encore.point.PointAccountCommand.DeductPoint;
import encore.point.PointAccountCommand.RefundPoint;
import encore.point.PointAccountEvent.PointDeducted;
import encore.point.PointAccountEvent.PointDeductionDeclined;
import encore.point.PointAccountEvent.PointRefunded;
import encore.reservation.ReservationCommand.ConfirmPayment;
import encore.reservation.ReservationCommand.RejectPayment;
import encore.reservation.ReservationCommand.RejectionReason;
import encore.reservation.ReservationEvent.PaymentRejected;
import encore.reservation.ReservationEvent.PaymentRequested;
import encore.reservation.ReservationEvent.ReservationPaid;
import encore.reservation.SeatCommand.SellSeat;
import encore.reservation.SeatEvent.SeatDeclined;
import encore.reservation.SeatEvent.SeatSold;
import encore.waiting.WaitingRefusal;
import encore.waiting.WaitingTokenCommand.ExpireToken;
import encore.waiting.WaitingTokenCommand.ExpiryReason;
import org.springframework.stereotype.Component;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

import static encore.reservation.ReservationCommand.RejectionReason.HOLD_LOST;
import static encore.reservation.ReservationCommand.RejectionReason.INSUFFICIENT_POINTS;

/**
 * What follows from what has happened to a payment (diagram "결제"): the one place that knows.
 *
 * <pre>
 * PaymentRequested → DeductPoint
 *   PointDeductionDeclined → RejectPayment(INSUFFICIENT_POINTS)
 *   PointDeducted          → SellSeat
 *     SeatDeclined         → RefundPoint
 *       PointRefunded      → RejectPayment(HOLD_LOST)
 *     SeatSold             → ConfirmPayment, ExpireToken(PAID)
 * </pre>
 *
 * <p>Every step carries the payment id, and what an aggregate has answered to it, it has recorded:
 * asked again it answers the same. So a step may be taken by whomever, and again, without harm.
 */
@Component
class PaymentProcess {

    private static final List<Class<? extends PaymentEvent>> ORDER = List.of(
            PaymentRequested.class,
            PointDeductionDeclined.class,
            PointDeducted.class,
            SeatDeclined.class,
            SeatSold.class,
            PointRefunded.class,
            PaymentRejected.class,
            ReservationPaid.class);

    private final Commands commands;

    PaymentProcess(Commands commands) {
        this.commands = commands;
    }

    /** The one of a payment's events that says how far it is. */
    static PaymentEvent furthest(Collection<PaymentEvent> events) {
        return events.stream()
                .max(Comparator.comparingInt(event -> ORDER.indexOf(event.getClass())))
                .orElseThrow();
    }

    /** Takes the step that follows from an event of a payment. */
    void goOn(PaymentRequested payment, PaymentEvent event) {
        switch (event) {
            case PaymentRequested e ->
                commands.send(new DeductPoint(payment.user(), payment.payment(), payment.amount()));
            case PointDeductionDeclined e -> reject(payment, INSUFFICIENT_POINTS, e.balance());
            case PointDeducted e ->
                commands.send(
                        new SellSeat(payment.seat(), payment.reservation(), payment.payment()));
            case SeatDeclined e ->
                commands.send(new RefundPoint(payment.user(), payment.payment()));
            case PointRefunded e -> reject(payment, HOLD_LOST, e.balance());
            case SeatSold e -> confirm(payment);
            default -> throw new IllegalArgumentException("nothing follows from " + event);
        }
    }

    private void reject(PaymentRequested payment, RejectionReason reason, long balance) {
        commands.send(new RejectPayment(payment.reservation(), payment.payment(), reason, balance));
    }

    private void confirm(PaymentRequested payment) {
        commands.send(new ConfirmPayment(payment.reservation(), payment.payment()));
        try {
            commands.send(new ExpireToken(payment.user(), payment.token(), ExpiryReason.PAID));
        } catch (Refused refused) {
            // Somebody who was never in the line has no token that could be over.
            if (!refused.is(WaitingRefusal.TOKEN_INVALID)) {
                throw refused;
            }
        }
    }
}
