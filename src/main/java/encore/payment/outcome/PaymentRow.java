package encore.payment.outcome;

import encore.reservation.RejectionReason;
import encore.reservation.ReservationEvent.PaymentRejected;
import encore.reservation.ReservationEvent.PaymentRequested;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

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

    @Nullable
    Long balance;

    Instant requestedAt;

    static PaymentRow requested(PaymentRequested e) {
        var row = new PaymentRow();
        row.paymentId = e.payment().value();
        row.reservationId = e.reservation().value();
        row.userId = e.user().value();
        row.amount = e.amount();
        row.status = PaymentView.Status.PENDING;
        row.requestedAt = e.at();
        return row;
    }

    void rejected(PaymentRejected e) {
        status = PaymentView.Status.REJECTED;
        reason = e.reason();
        balance = e.balance();
    }

    boolean hasEnded() {
        return status != PaymentView.Status.PENDING;
    }

    PaymentView view() {
        return new PaymentView(paymentId, reservationId, userId, amount, status, reason, balance);
    }
}
