package encore.reservation.calendar;

import encore.concert.FindPlacedSeats;
import encore.http.Encoded;
import encore.readmodel.Kept;
import encore.readmodel.Views;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Answers which dates there are, and how many seats are left on each. */
@Component
class Calendar {

    private static final String ALL = "";

    /** Reads the table {@code calendar}. */
    interface Rows extends Repository<CalendarRow, String> {

        List<CalendarRow> findByStartsAtAfter(Instant now);
    }

    /** Reads the table {@code calendar_hold}. */
    interface Holds extends Repository<HoldRow, String> {

        List<HoldRow> findAll();
    }

    private final Kept<String, Dates> dates;
    private final Clock clock;

    Calendar(Rows rows, Holds holds, Views views, JsonMapper json, Clock clock) {
        this.dates = views.of("projection-calendar").keep(Integer.MAX_VALUE, change -> ALL,
                all -> new Dates(rows.findByStartsAtAfter(clock.instant()), holds.findAll(), json));
        this.clock = clock;
    }

    @QueryHandler
    Encoded handle(FindAvailableDates query) {
        return dates.get(ALL).between(query, clock.instant());
    }

    @QueryHandler
    Long handle(FindPlacedSeats query) {
        return dates.get(ALL).placed(query.performance().value());
    }
}
