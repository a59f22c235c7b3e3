package encore.reservation.mine;

import encore.reservation.ReservationEvent;
import encore.reservation.ReservationEvent.PaymentRejected;
import encore.reservation.ReservationEvent.PaymentRequested;
import encore.reservation.ReservationEvent.ReservationCancelled;
import encore.reservation.ReservationEvent.ReservationExpired;
import encore.reservation.ReservationEvent.ReservationOpened;
import encore.reservation.ReservationEvent.ReservationPaid;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.sql.Timestamp;

/** Keeps the table {@code reservation}: every reservation with its state. */
@Component
@ProcessingGroup("projection-mine")
class ReservationProjection {

    private final JdbcClient jdbc;

    ReservationProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(ReservationEvent event) {
        switch (event) {
            case ReservationOpened e -> open(e);
            case ReservationCancelled e -> set(e, "CANCELLED");
            case ReservationExpired e -> set(e, "EXPIRED");
            case ReservationPaid e -> set(e, "PAID");
            case PaymentRequested e -> {}
            case PaymentRejected e -> {}
        }
    }

    private void open(ReservationOpened e) {
        jdbc.sql("""
                insert into reservation (reservation_id, user_id, performance_id, seat_id, price,
                                         status, hold_expires_at)
                values (?, ?, ?, ?, ?, 'PENDING', ?)
                """)
                .params(e.reservation().value(), e.user().value(), e.performance().value(),
                        e.seat().value(), e.price(), Timestamp.from(e.holdUntil()))
                .update();
    }

    private void set(ReservationEvent e, String status) {
        jdbc.sql("update reservation set status = ? where reservation_id = ?")
                .params(status, e.reservation().value())
                .update();
    }

    @ResetHandler
    void forget() {
        jdbc.sql("delete from reservation").update();
    }
}
