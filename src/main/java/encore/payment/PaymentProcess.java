package encore.payment;

import encore.kernel.Commands;
import encore.kernel.PaymentEvent;
import encore.kernel.Refused;
import encore.point.PointAccountCommand.DeductPoint;
import encore.point.PointAccountCommand.RefundPoint;
import encore.point.PointAccountEvent.PointDeducted;
import encore.point.PointAccountEvent.PointDeductionDeclined;
import encore.point.PointAccountEvent.PointRefunded;
import encore.reservation.RejectionReason;
import encore.reservation.ReservationCommand.ConfirmPayment;
import encore.reservation.ReservationCommand.RejectPayment;
import encore.reservation.ReservationCommand.SellSeats;
import encore.reservation.ReservationEvent.PaymentRejected;
import encore.reservation.ReservationEvent.PaymentRequested;
import encore.reservation.ReservationEvent.ReservationPaid;
import encore.reservation.SeatEvent.SeatDeclined;
import encore.reservation.SeatEvent.SeatSold;
import encore.waiting.WaitingRefusal;
import encore.waiting.WaitingTokenCommand;
import encore.waiting.WaitingTokenCommand.ExpireToken;
import encore.waiting.WaitingTokenCommand.ExpiryReason;
import encore.waiting.WaitingTokenCommand.RegainToken;
import encore.waiting.WaitingTokenCommand.SpendToken;
import encore.waiting.WaitingTokenEvent.TokenDeclined;
import encore.waiting.WaitingTokenEvent.TokenRegained;
import encore.waiting.WaitingTokenEvent.TokenSpent;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

import static encore.reservation.RejectionReason.HOLD_LOST;
import static encore.reservation.RejectionReason.INSUFFICIENT_POINTS;
import static encore.reservation.RejectionReason.TOKEN_USED;

/**
 * What follows from what has happened to a payment (diagram "결제"): the one place that knows.
 *
 * <pre>
 * PaymentRequested → SpendToken, DeductPoint (SellSeats when it costs nothing)
 *   TokenDeclined          → RejectPayment(TOKEN_USED)
 *   PointDeductionDeclined → RejectPayment(INSUFFICIENT_POINTS), RegainToken
 *   PointDeducted          → SellSeats
 *     SeatDeclined         → RefundPoint
 *       PointRefunded      → RejectPayment(HOLD_LOST), RegainToken
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
            TokenSpent.class,
            TokenRegained.class,
            TokenDeclined.class,
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
            case PaymentRequested e -> begin(payment);
            case TokenSpent e -> takePoints(payment);
            case TokenDeclined e -> reject(payment, TOKEN_USED, null);
            case PointDeductionDeclined e -> reject(payment, INSUFFICIENT_POINTS, e.balance());
            case PointDeducted e -> sell(payment);
            case SeatDeclined e -> giveBack(payment);
            case PointRefunded e -> reject(payment, HOLD_LOST, e.balance());
            case SeatSold e -> confirm(payment);
            default -> throw new IllegalArgumentException("nothing follows from " + event);
        }
    }

    /** A token that can't pay says so by an event, from which the rest follows. */
    private void begin(PaymentRequested payment) {
        var spent = ifInLine(new SpendToken(payment.user(), payment.token(), payment.payment()));
        if (!Boolean.FALSE.equals(spent)) {
            takePoints(payment);
        }
    }

    private void takePoints(PaymentRequested payment) {
        if (payment.amount() == 0) {
            sell(payment);
        } else {
            commands.send(new DeductPoint(payment.user(), payment.payment(), payment.amount()));
        }
    }

    private void sell(PaymentRequested payment) {
        commands.send(new SellSeats(payment.reservation(), payment.payment()));
    }

    private void giveBack(PaymentRequested payment) {
        if (payment.amount() == 0) {
            reject(payment, HOLD_LOST, null);
        } else {
            commands.send(new RefundPoint(payment.user(), payment.payment()));
        }
    }

    private void reject(PaymentRequested payment, RejectionReason reason, @Nullable Long balance) {
        commands.send(new RejectPayment(payment.reservation(), payment.payment(), reason, balance));
        ifInLine(new RegainToken(payment.user(), payment.token(), payment.payment()));
    }

    private void confirm(PaymentRequested payment) {
        commands.send(new ConfirmPayment(payment.reservation(), payment.payment()));
        ifInLine(new ExpireToken(payment.user(), payment.token(), ExpiryReason.PAID));
    }

    /** Null for somebody who was never in the line, and has no token. */
    private <R> @Nullable R ifInLine(WaitingTokenCommand<R> command) {
        try {
            return commands.send(command);
        } catch (Refused refused) {
            if (!refused.is(WaitingRefusal.TOKEN_INVALID)) {
                throw refused;
            }
            return null;
        }
    }
}
