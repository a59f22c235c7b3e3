package encore.payment.outcome;

import encore.reservation.ReservationCommand.RejectionReason;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

import java.time.Instant;

/** A row of the table {@code payment}, as {@link PaymentProjection} wrote it. */
@Entity
@Immutable
@Table(name = "payment")
class PaymentRow {

    @Id
    String paymentId;

    String reservationId;
    String userId;
    long amount;

    @Enumerated(EnumType.STRING)
    PaymentView.Status status;

    @Enumerated(EnumType.STRING)
    RejectionReason reason;

    Long balance;
    Instant requestedAt;

    PaymentView view() {
        return new PaymentView(paymentId, reservationId, userId, amount, status, reason, balance);
    }
}
