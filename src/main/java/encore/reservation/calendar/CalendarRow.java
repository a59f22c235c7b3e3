package encore.reservation.calendar;

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
    long sold;
}
