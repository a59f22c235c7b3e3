package encore.reservation.calendar;

import org.springframework.data.repository.Repository;

import java.util.List;

/** Reads the table {@code calendar}. */
interface CalendarRepository extends Repository<CalendarRow, String> {

    /** Those that have begun as well: one may be put off, and be yet to come. */
    List<CalendarRow> findAll();
}
