package encore.payment;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import encore.kernel.PaymentEvent;
import encore.kernel.ProcessorNames;
import encore.point.PointAccountEvent.PointDeducted;
import encore.point.PointAccountEvent.PointDeductionDeclined;
import encore.point.PointAccountEvent.PointRefunded;
import encore.reservation.ReservationEvent.PaymentRejected;
import encore.reservation.ReservationEvent.PaymentRequested;
import encore.reservation.ReservationEvent.ReservationPaid;
import encore.reservation.SeatEvent.SeatDeclined;
import encore.reservation.SeatEvent.SeatSold;
import encore.reservation.SeatId;
import encore.waiting.WaitingTokenEvent.TokenDeclined;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;

import java.util.Objects;

/**
 * Sees a payment through: takes each step that {@link PaymentProcess} says, as soon as what it
 * follows from has happened.
 *
 * <p>What a step does, how far the events were read, and this saga's state are one transaction, so
 * it may be killed anywhere and goes on where it was.
 */
@Saga
@ProcessingGroup(PaymentSaga.GROUP)
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
public class PaymentSaga {

    static final String GROUP = ProcessorNames.PAYMENT_SAGA;

    private static final String PAYMENT = "payment";

    private @Nullable PaymentRequested payment;
    private transient PaymentProcess process;

    @Autowired
    void setProcess(PaymentProcess process) {
        this.process = process;
    }

    @StartSaga
    @SagaEventHandler(associationProperty = PAYMENT)
    void on(PaymentRequested event) {
        payment = event;
        goOn(event);
    }

    @SagaEventHandler(associationProperty = PAYMENT)
    void on(TokenDeclined event) {
        goOn(event);
    }

    @SagaEventHandler(associationProperty = PAYMENT)
    void on(PointDeductionDeclined event) {
        goOn(event);
    }

    @SagaEventHandler(associationProperty = PAYMENT)
    void on(PointDeducted event) {
        goOn(event);
    }

    /** All seats of a payment answer alike and at once: the first one speaks for all. */
    @SagaEventHandler(associationProperty = PAYMENT)
    void on(SeatDeclined event) {
        goOnAfterFirst(event.seat(), event);
    }

    @SagaEventHandler(associationProperty = PAYMENT)
    void on(SeatSold event) {
        goOnAfterFirst(event.seat(), event);
    }

    @SagaEventHandler(associationProperty = PAYMENT)
    void on(PointRefunded event) {
        goOn(event);
    }

    private void goOnAfterFirst(SeatId seat, PaymentEvent event) {
        if (seat.equals(Objects.requireNonNull(payment).seats().getFirst())) {
            goOn(event);
        }
    }

    private void goOn(PaymentEvent event) {
        process.goOn(Objects.requireNonNull(payment), event);
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
