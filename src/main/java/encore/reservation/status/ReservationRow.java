package encore.reservation.status;

import encore.reservation.ReservationEvent.ReservationOpened;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

import java.time.Instant;

/** A row of the table {@code reservation}, as {@link ReservationProjection} wrote it. */
@Entity
@Immutable
@Table(name = "reservation")
class ReservationRow {

    @Id
    String reservationId;

    String userId;
    String performanceId;
    String seatId;
    long price;

    @Enumerated(EnumType.STRING)
    ReservationView.Status status;

    Instant holdExpiresAt;
    boolean paying;

    static ReservationRow opened(ReservationOpened e) {
        var row = new ReservationRow();
        row.reservationId = e.reservation().value();
        row.userId = e.user().value();
        row.performanceId = e.performance().value();
        row.seatId = e.seat().value();
        row.price = e.price();
        row.status = ReservationView.Status.PENDING;
        row.holdExpiresAt = e.holdUntil();
        return row;
    }

    void paid() {
        status = ReservationView.Status.PAID;
        paying = false;
    }

    /** A hold that is past its time is over, unless it is being paid, recorded or not. */
    private ReservationView.Status statusAt(Instant now) {
        boolean hasLapsed =
                status == ReservationView.Status.PENDING && !paying && !now.isBefore(holdExpiresAt);
        return hasLapsed ? ReservationView.Status.EXPIRED : status;
    }

    ReservationView viewAt(Instant now) {
        return new ReservationView(
                reservationId, userId, performanceId, seatId, price, statusAt(now), holdExpiresAt);
    }
}
