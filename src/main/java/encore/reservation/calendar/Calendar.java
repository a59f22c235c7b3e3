package encore.reservation.calendar;

import encore.http.Encoded;
import encore.kernel.view.LiveTables;
import encore.kernel.view.Memory;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/**
 * Answers which dates there are, and how many seats are left on each: from memory on the node that
 * writes them, else from the tables.
 */
@Component
class Calendar {

    /** Reads the table {@code calendar}. */
    interface Rows extends Repository<CalendarRow, String> {

        List<CalendarRow> findByStartsAtAfter(Instant now);

        List<CalendarRow> findByDayBetween(LocalDate from, LocalDate to);
    }

    /** Reads the table {@code calendar_hold}. */
    interface Holds extends Repository<HoldRow, String> {

        List<HoldRow> findAll();

        List<HoldRow> findByPerformanceIdIn(Collection<String> performances);
    }

    private final Rows rows;
    private final Holds holds;
    private final LiveTables live;
    private final JsonMapper json;
    private final Clock clock;
    private Dates kept;

    Calendar(Rows rows, Holds holds, LiveTables live, JsonMapper json, Clock clock) {
        this.rows = rows;
        this.holds = holds;
        this.live = live;
        this.json = json;
        this.clock = clock;
        live.follow(CalendarRow.class, new Following<>((changed, removed) ->
                kept.changePerformances(changed)));
        live.follow(HoldRow.class, new Following<>((changed, removed) ->
                kept.changeHolds(changed, removed)));
    }

    private interface Change<R> {
        void apply(List<R> changed, List<?> removed);
    }

    private final class Following<R> implements Memory<R> {

        private final Change<R> change;

        private Following(Change<R> change) {
            this.change = change;
        }

        @Override
        public void changed(List<R> changed, List<?> removed) {
            synchronized (Calendar.this) {
                if (kept != null) {
                    change.apply(changed, removed);
                }
            }
        }

        @Override
        public void forget() {
            synchronized (Calendar.this) {
                kept = null;
            }
        }
    }

    @QueryHandler
    Encoded handle(FindAvailableDates query) {
        var now = clock.instant();
        return (live.areOurs(CalendarRow.class) ? all(now) : read(query)).between(query, now);
    }

    private synchronized Dates all(Instant now) {
        if (kept == null) {
            kept = new Dates(rows.findByStartsAtAfter(now), holds.findAll(), json);
        }
        return kept;
    }

    private Dates read(FindAvailableDates query) {
        var found = rows.findByDayBetween(query.from(), query.to());
        return new Dates(found, holds.findByPerformanceIdIn(
                found.stream().map(row -> row.performanceId).toList()), json);
    }
}
