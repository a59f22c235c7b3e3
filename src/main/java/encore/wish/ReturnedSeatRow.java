package encore.wish;

import encore.concert.PerformanceId;
import encore.reservation.SeatId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** A row of the table {@code returned_seat}: it came back, and nobody has taken it since. */
@Entity
@Immutable
@Table(name = "returned_seat")
class ReturnedSeatRow {

    @Id
    String seatId;

    String performanceId;

    /** When others may have it; null for at once. */
    @Nullable
    Instant freeFrom;

    static ReturnedSeatRow back(
            SeatId seat, PerformanceId performance, @Nullable Instant freeFrom) {
        var row = new ReturnedSeatRow();
        row.seatId = seat.value();
        row.performanceId = performance.value();
        row.freeFrom = freeFrom;
        return row;
    }
}
