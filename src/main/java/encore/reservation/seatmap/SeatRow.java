package encore.reservation.seatmap;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

import java.time.Instant;

/** A row of the table {@code seat_map}, as {@link SeatMapProjection} wrote it. */
@Entity
@Immutable
@Table(name = "seat_map")
class SeatRow {

    @Id
    String seatId;

    String performanceId;
    String section;
    int rowNumber;
    int seatNumber;
    long price;

    @Enumerated(EnumType.STRING)
    SeatView.Status status;

    Instant heldUntil;
    long placed;
    long version;
}
