package encore.payment;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import encore.point.PointAccountEvent.PointDeducted;
import encore.point.PointAccountEvent.PointDeductionDeclined;
import encore.point.PointAccountEvent.PointRefunded;
import encore.reservation.ReservationEvent.PaymentRejected;
import encore.reservation.ReservationEvent.PaymentRequested;
import encore.reservation.ReservationEvent.ReservationPaid;
import encore.reservation.SeatEvent.SeatSold;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;
import org.springframework.beans.factory.annotation.Autowired;

import static encore.reservation.ReservationCommand.RejectionReason.HOLD_LOST;
import static encore.reservation.ReservationCommand.RejectionReason.INSUFFICIENT_POINTS;

/**
 * Takes the points, gives the seat, ends the token (diagram "결제"), or gives the points back.
 *
 * <pre>
 * PaymentRequested → DeductPoint
 *   PointDeductionDeclined → RejectPayment(INSUFFICIENT_POINTS)
 *   PointDeducted          → SellSeat, or, when the seat went to somebody else, RefundPoint
 *     PointRefunded        → RejectPayment(HOLD_LOST)
 *     SeatSold             → ConfirmPayment, ExpireToken(PAID)
 * </pre>
 *
 * <p>What a step does, how far the events were read, and this saga's state are one transaction, so
 * it may be killed anywhere and goes on where it was. Every step carries the payment id, and done
 * twice changes nothing.
 */
@Saga
@ProcessingGroup("saga-payment")
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
public class PaymentSaga {

    private static final String PAYMENT = "payment";

    private PaymentRequested payment;
    private transient PaymentSteps steps;

    @Autowired
    void setSteps(PaymentSteps steps) {
        this.steps = steps;
    }

    @StartSaga
    @SagaEventHandler(associationProperty = PAYMENT)
    void on(PaymentRequested event) {
        payment = event;
        steps.deduct(payment);
    }

    @SagaEventHandler(associationProperty = PAYMENT)
    void on(PointDeductionDeclined event) {
        steps.reject(payment, INSUFFICIENT_POINTS, event.balance());
    }

    @SagaEventHandler(associationProperty = PAYMENT)
    void on(PointDeducted event) {
        if (!steps.sell(payment)) {
            steps.refund(payment);
        }
    }

    @SagaEventHandler(associationProperty = PAYMENT)
    void on(PointRefunded event) {
        steps.reject(payment, HOLD_LOST, event.balance());
    }

    @SagaEventHandler(associationProperty = PAYMENT)
    void on(SeatSold event) {
        steps.confirm(payment);
    }

    @EndSaga
    @SagaEventHandler(associationProperty = PAYMENT)
    void on(ReservationPaid event) {
        // Everything was done by then.
    }

    @EndSaga
    @SagaEventHandler(associationProperty = PAYMENT)
    void on(PaymentRejected event) {
        // Everything was undone by then.
    }
}
