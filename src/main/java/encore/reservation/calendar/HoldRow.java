package encore.reservation.calendar;

import encore.reservation.SeatEvent;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

import java.time.Instant;

/** A row of the table {@code calendar_hold}, as {@link CalendarProjection} wrote it. */
@Entity
@Immutable
@Table(name = "calendar_hold")
class HoldRow {

    @Id
    String seatId;

    String performanceId;
    Instant heldUntil;

    /** Of a seat that nobody can have before then. */
    static HoldRow of(SeatEvent seat, Instant heldUntil) {
        var row = new HoldRow();
        row.seatId = seat.seat().value();
        row.performanceId = seat.performance().value();
        row.heldUntil = heldUntil;
        return row;
    }
}
