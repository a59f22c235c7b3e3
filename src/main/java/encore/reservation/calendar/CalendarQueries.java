package encore.reservation.calendar;

import encore.concert.FindAvailableSeats;
import encore.concert.FindPlacedSeats;
import encore.http.JsonBytes;
import encore.readmodel.ViewCache;
import encore.readmodel.Views;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import java.time.Clock;

/** Answers which dates there are, and how many seats are left on each. */
@Component
class CalendarQueries {

    private static final String ALL = "";

    private final ViewCache<String, CalendarCache> dates;
    private final Clock clock;

    CalendarQueries(
            CalendarRepository rows,
            HoldRepository holds,
            Views views,
            JsonMapper json,
            Clock clock) {
        this.dates = ViewCache.of(
                views.of(CalendarProjection.NAME),
                Integer.MAX_VALUE,
                change -> ALL,
                all -> new CalendarCache(rows.findAll(), holds.findAll(), json));
        this.clock = clock;
    }

    @QueryHandler
    JsonBytes handle(FindAvailableDates query) {
        return dates.get(ALL).between(query, clock.instant());
    }

    @QueryHandler
    Long handle(FindPlacedSeats query) {
        return dates.get(ALL).placed(query.performance().value());
    }

    @QueryHandler
    Long handle(FindAvailableSeats query) {
        return dates.get(ALL).available(query.performance().value(), clock.instant());
    }
}
