package encore.reservation.seatmap;

import encore.reservation.SeatEvent.SeatPlaced;
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

    static SeatRow placed(SeatPlaced e, long position) {
        var row = new SeatRow();
        row.seatId = e.seat().value();
        row.performanceId = e.performance().value();
        row.section = e.section();
        row.rowNumber = e.row();
        row.seatNumber = e.number();
        row.price = e.price();
        row.placed = position;
        row.is(SeatView.Status.AVAILABLE, null, position);
        return row;
    }

    void is(SeatView.Status now, Instant until, long position) {
        status = now;
        heldUntil = until;
        version = position;
    }
}
