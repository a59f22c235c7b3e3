package encore.payment.outcome;

import encore.kernel.ProcessorNames;
import encore.payment.outcome.PaymentView.Status;
import encore.point.PointAccountEvent.PointDeducted;
import encore.point.PointAccountEvent.PointRefunded;
import encore.readmodel.Rows;
import encore.reservation.ReservationEvent.PaymentRejected;
import encore.reservation.ReservationEvent.PaymentRequested;
import encore.reservation.ReservationEvent.ReservationPaid;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Keeps the table {@code payment}: every payment and how it ended. */
@Component
@ProcessingGroup(PaymentProjection.NAME)
class PaymentProjection {

    static final String NAME = ProcessorNames.PROJECTION + "payment";

    @EventHandler
    void on(PaymentRequested e, Rows<PaymentRow> payments) {
        payments.put(PaymentRow.requested(e));
    }

    @EventHandler
    void on(PointDeducted e, Rows<PaymentRow> payments) {
        payments.change(e.payment().value(), payment -> payment.balance = e.balance());
    }

    /** One that was paid stays as it was then: giving it back is the reservation's story. */
    @EventHandler
    void on(PointRefunded e, Rows<PaymentRow> payments) {
        payments.change(e.payment().value(), payment -> {
            if (payment.status != Status.PAID) {
                payment.balance = e.balance();
            }
        });
    }

    @EventHandler
    void on(ReservationPaid e, Rows<PaymentRow> payments) {
        payments.change(e.payment().value(), payment -> payment.status = Status.PAID);
    }

    @EventHandler
    void on(PaymentRejected e, Rows<PaymentRow> payments) {
        payments.change(e.payment().value(), payment -> payment.rejected(e));
    }
}
