package encore.reservation.calendar;

import encore.reservation.calendar.AvailableDates.AvailableDate;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** Answers which dates there are, and how many seats are left on each. */
@Component
class Calendar {

    /** Reads the tables {@code calendar} and {@code calendar_hold}. */
    interface Rows extends Repository<CalendarRow, String> {

        @Query("""
                select new encore.reservation.calendar.Calendar$Found(c.performanceId, c.title,
                       c.venue, c.startsAt, c.totalSeats, c.totalSeats - c.sold - (
                           select count(h) from HoldRow h
                            where h.performanceId = c.performanceId and h.heldUntil > :now))
                  from CalendarRow c
                 where c.startsAt >= :from and c.startsAt < :until and c.startsAt > :now
                 order by c.startsAt, c.performanceId
                """)
        List<Found> findBetween(Instant from, Instant until, Instant now);
    }

    /** What the query above reads. */
    record Found(String performanceId, String title, String venue, Instant startsAt,
            long totalSeats, long availableSeats) {}

    private final Rows rows;
    private final Clock clock;
    private final ZoneId zone;

    Calendar(Rows rows, Clock clock, @Value("${encore.venue-zone}") ZoneId zone) {
        this.rows = rows;
        this.clock = clock;
        this.zone = zone;
    }

    @QueryHandler
    AvailableDates handle(FindAvailableDates query) {
        var from = query.from().atStartOfDay(zone).toInstant();
        var until = query.to().plusDays(1).atStartOfDay(zone).toInstant();
        return new AvailableDates(rows.findBetween(from, until, clock.instant()).stream()
                .map(found -> new AvailableDate(found.performanceId(), found.title(),
                        found.venue(), found.startsAt(),
                        found.startsAt().atZone(zone).toLocalDate(), found.totalSeats(),
                        found.availableSeats()))
                .toList());
    }
}
