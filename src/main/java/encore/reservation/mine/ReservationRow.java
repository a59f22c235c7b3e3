package encore.reservation.mine;

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

    ReservationView view() {
        return new ReservationView(reservationId, userId, performanceId, seatId, price, status,
                holdExpiresAt);
    }
}
