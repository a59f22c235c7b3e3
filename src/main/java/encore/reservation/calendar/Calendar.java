package encore.reservation.calendar;

import encore.reservation.calendar.AvailableDates.AvailableDate;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Answers which dates there are, and how many seats are left on each. */
@Component
class Calendar {

    /** Reads the tables {@code calendar} and {@code calendar_hold}. */
    interface Rows extends Repository<CalendarRow, String> {

        @Query("""
                select new encore.reservation.calendar.Calendar$Found(c.performanceId, c.title,
                       c.venue, c.startsAt, c.day, c.totalSeats, c.totalSeats - c.sold - (
                           select count(h) from HoldRow h
                            where h.performanceId = c.performanceId and h.heldUntil > :now))
                  from CalendarRow c
                 where c.day between :from and :to and c.startsAt > :now
                 order by c.startsAt, c.performanceId
                """)
        List<Found> findBetween(LocalDate from, LocalDate to, Instant now);
    }

    /** What the query above reads. */
    record Found(String performanceId, String title, String venue, Instant startsAt,
            LocalDate day, long totalSeats, long availableSeats) {}

    private final Rows rows;
    private final Clock clock;

    Calendar(Rows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    @QueryHandler
    AvailableDates handle(FindAvailableDates query) {
        return new AvailableDates(rows.findBetween(query.from(), query.to(), clock.instant())
                .stream()
                .map(found -> new AvailableDate(found.performanceId(), found.title(),
                        found.venue(), found.startsAt(), found.day(), found.totalSeats(),
                        found.availableSeats()))
                .toList());
    }
}
