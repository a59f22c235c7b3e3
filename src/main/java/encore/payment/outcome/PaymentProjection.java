package encore.payment.outcome;

import encore.kernel.PaymentId;
import encore.point.PointAccountEvent.PointDeducted;
import encore.point.PointAccountEvent.PointRefunded;
import encore.reservation.ReservationEvent.PaymentRejected;
import encore.reservation.ReservationEvent.PaymentRequested;
import encore.reservation.ReservationEvent.ReservationPaid;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.sql.Timestamp;

/** Keeps the table {@code payment}: every payment and how it ended. */
@Component
@ProcessingGroup("projection-payment")
class PaymentProjection {

    private final JdbcClient jdbc;

    PaymentProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(PaymentRequested e) {
        jdbc.sql("""
                insert into payment (payment_id, reservation_id, user_id, amount, status,
                                     requested_at)
                values (?, ?, ?, ?, 'PENDING', ?)
                """)
                .params(e.payment().value(), e.reservation().value(), e.user().value(),
                        e.amount(), Timestamp.from(e.at()))
                .update();
    }

    @EventHandler
    void on(PointDeducted e) {
        setBalance(e.payment(), e.balance());
    }

    @EventHandler
    void on(PointRefunded e) {
        setBalance(e.payment(), e.balance());
    }

    private void setBalance(PaymentId payment, long balance) {
        jdbc.sql("update payment set balance = ? where payment_id = ?")
                .params(balance, payment.value())
                .update();
    }

    @EventHandler
    void on(ReservationPaid e) {
        jdbc.sql("update payment set status = 'PAID' where payment_id = ?")
                .params(e.payment().value())
                .update();
    }

    @EventHandler
    void on(PaymentRejected e) {
        jdbc.sql("""
                update payment set status = 'REJECTED', reason = ?, balance = ?
                 where payment_id = ?
                """)
                .params(e.reason().name(), e.balance(), e.payment().value())
                .update();
    }

    @ResetHandler
    void forget() {
        jdbc.sql("delete from payment").update();
    }
}
