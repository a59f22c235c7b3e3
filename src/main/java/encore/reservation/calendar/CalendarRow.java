package encore.reservation.calendar;

import encore.concert.PerformanceEvent.PerformanceCorrected;
import encore.concert.PerformanceEvent.PerformanceScheduled;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

import java.time.Instant;
import java.time.LocalDate;

/** A row of the table {@code calendar}, as {@link CalendarProjection} wrote it. */
@Entity
@Immutable
@Table(name = "calendar")
class CalendarRow {

    @Id
    String performanceId;

    String title;
    String venue;
    Instant startsAt;
    LocalDate day;
    long totalSeats;
    long placed;
    long sold;
    boolean cancelled;

    static CalendarRow scheduled(PerformanceScheduled e) {
        var row = new CalendarRow();
        row.performanceId = e.performance().value();
        row.title = e.title();
        row.venue = e.venue();
        row.startsAt = e.startsAt();
        row.day = e.day();
        row.totalSeats = e.totalSeats();
        return row;
    }

    void corrected(PerformanceCorrected e) {
        title = e.title() == null ? title : e.title();
        venue = e.venue() == null ? venue : e.venue();
        startsAt = e.startsAt() == null ? startsAt : e.startsAt();
        day = e.day() == null ? day : e.day();
    }
}
