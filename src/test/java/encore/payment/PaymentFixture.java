package encore.payment;

import encore.concert.PerformanceId;
import encore.kernel.PaymentId;
import encore.kernel.TokenId;
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
import encore.reservation.ReservationId;
import encore.reservation.SeatEvent.SeatDeclined;
import encore.reservation.SeatEvent.SeatSold;
import encore.reservation.SeatId;
import encore.waiting.WaitingTokenCommand.ExpireToken;
import encore.waiting.WaitingTokenCommand.RegainToken;
import encore.waiting.WaitingTokenCommand.SpendToken;
import encore.waiting.WaitingTokenEvent.TokenDeclined;
import org.jspecify.annotations.Nullable;

import java.util.List;

import static encore.kernel.Examples.ANN;
import static encore.kernel.Examples.NOON;
import static encore.waiting.WaitingTokenCommand.ExpiryReason.PAID;

/** Ann pays 30 of her points for seats A1 and A2: what is asked and what happens on the way. */
final class PaymentFixture {

    static final ReservationId ANNS = new ReservationId("anns");
    static final PerformanceId SHOW = new PerformanceId("show");
    static final SeatId A1 = new SeatId("A1");
    static final SeatId A2 = new SeatId("A2");
    static final TokenId TOKEN = new TokenId("token");
    static final PaymentId PAYMENT = new PaymentId("payment");
    static final PaymentId ANOTHER_PAYMENT = new PaymentId("another-payment");

    static final PaymentRequested REQUESTED = requested(PAYMENT);
    static final PointDeducted DEDUCTED = new PointDeducted(ANN, PAYMENT, 30, 70);
    static final PointDeductionDeclined DECLINED = new PointDeductionDeclined(ANN, PAYMENT, 30, 7);
    static final PointRefunded REFUNDED = new PointRefunded(ANN, PAYMENT, 30, 100);
    static final TokenDeclined TOKEN_DECLINED = new TokenDeclined(ANN, TOKEN, PAYMENT);
    static final SeatSold SOLD = new SeatSold(A1, SHOW, ANNS, PAYMENT);
    static final SeatSold A2_SOLD = new SeatSold(A2, SHOW, ANNS, PAYMENT);
    static final SeatDeclined SEAT_DECLINED = new SeatDeclined(A1, SHOW, ANNS, PAYMENT);
    static final SeatDeclined A2_DECLINED = new SeatDeclined(A2, SHOW, ANNS, PAYMENT);
    static final ReservationPaid PAID_FOR = new ReservationPaid(ANNS, PAYMENT);

    static final SpendToken SPEND_TOKEN = new SpendToken(ANN, TOKEN, PAYMENT);
    static final RegainToken REGAIN_TOKEN = new RegainToken(ANN, TOKEN, PAYMENT);
    static final DeductPoint DEDUCT = new DeductPoint(ANN, PAYMENT, 30);
    static final SellSeats SELL = new SellSeats(ANNS, PAYMENT);
    static final RefundPoint REFUND = new RefundPoint(ANN, PAYMENT);
    static final ConfirmPayment CONFIRM = new ConfirmPayment(ANNS, PAYMENT);
    static final ExpireToken END_TOKEN = new ExpireToken(ANN, TOKEN, PAID);

    private PaymentFixture() {}

    static PaymentRequested requested(PaymentId payment) {
        return requested(payment, 30);
    }

    static PaymentRequested requested(PaymentId payment, long amount) {
        return new PaymentRequested(ANNS, payment, ANN, TOKEN, List.of(A1, A2), amount, NOON);
    }

    static RejectPayment reject(RejectionReason reason, @Nullable Long balance) {
        return new RejectPayment(ANNS, PAYMENT, reason, balance);
    }

    static PaymentRejected rejected(RejectionReason reason, @Nullable Long balance) {
        return new PaymentRejected(ANNS, PAYMENT, reason, balance);
    }
}
