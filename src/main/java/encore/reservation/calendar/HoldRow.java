package encore.reservation.calendar;

import encore.reservation.SeatEvent.SeatHeld;
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

    static HoldRow of(SeatHeld e) {
        var row = new HoldRow();
        row.seatId = e.seat().value();
        row.performanceId = e.performance().value();
        row.heldUntil = e.until();
        return row;
    }
}
