package encore.reservation.status;

import encore.kernel.ProcessorNames;
import encore.readmodel.Rows;
import encore.reservation.ReservationEvent;
import encore.reservation.ReservationEvent.PaymentRejected;
import encore.reservation.ReservationEvent.PaymentRequested;
import encore.reservation.ReservationEvent.ReservationCancelled;
import encore.reservation.ReservationEvent.ReservationExpired;
import encore.reservation.ReservationEvent.ReservationOpened;
import encore.reservation.ReservationEvent.ReservationPaid;
import encore.reservation.ReservationEvent.ReservationRefunded;
import encore.reservation.status.ReservationView.Status;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Keeps the table {@code reservation}: every reservation with its state. */
@Component
@ProcessingGroup(ReservationProjection.NAME)
class ReservationProjection {

    static final String NAME = ProcessorNames.RESERVATIONS;

    @EventHandler
    void on(ReservationEvent event, Rows<ReservationRow> reservations) {
        var id = event.reservation().value();
        switch (event) {
            case ReservationOpened e -> reservations.put(ReservationRow.opened(e));
            case ReservationCancelled e ->
                reservations.change(id, row -> row.status = Status.CANCELLED);
            case ReservationExpired e ->
                reservations.change(id, row -> row.status = Status.EXPIRED);
            case PaymentRequested e -> reservations.change(id, row -> row.status = Status.PAYING);
            case PaymentRejected e -> reservations.change(id, row -> row.status = Status.PENDING);
            case ReservationPaid e -> reservations.change(id, row -> row.status = Status.PAID);
            case ReservationRefunded e ->
                reservations.change(id, row -> row.status = Status.REFUNDED);
        }
    }
}
