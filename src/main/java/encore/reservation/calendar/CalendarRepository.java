package encore.reservation.calendar;

import org.springframework.data.repository.Repository;

import java.time.Instant;
import java.util.List;

/** Reads the table {@code calendar}. */
interface CalendarRepository extends Repository<CalendarRow, String> {

    List<CalendarRow> findByStartsAtAfter(Instant now);
}
