package encore.reservation.seatmap;

import encore.concert.PerformanceRefusal;
import encore.http.JsonBytes;
import encore.kernel.Refused;
import encore.readmodel.RowChange;
import encore.readmodel.ViewCache;
import encore.readmodel.Views;
import encore.reservation.FindFreeSeats;
import encore.reservation.ReservationRefusal;
import encore.reservation.hall.Hall;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import java.time.Clock;
import java.util.regex.Pattern;

/** Answers which seats a performance has, and how they stand. */
@Component
class SeatMapQueries {

    private static final int SEATS_KEPT = 400_000;

    /** What a seat's id adds to its performance's (see {@code SeatId}). */
    private static final Pattern PLACE = Pattern.compile("(-\\d+){3}$");

    private final ViewCache<String, SeatMapCache> maps;
    private final Clock clock;

    SeatMapQueries(SeatMapRepository rows, Views views, JsonMapper json, Clock clock) {
        this.maps = ViewCache.of(
                views.of(SeatMapProjection.NAME),
                SEATS_KEPT,
                SeatMapQueries::performanceOf,
                performance ->
                        new SeatMapCache(performance, rows.findByPerformance(performance), json));
        this.clock = clock;
    }

    private static String performanceOf(RowChange<?> change) {
        return PLACE.matcher((String) change.key()).replaceFirst("");
    }

    @QueryHandler
    JsonBytes handle(FindSeats query) {
        var map = mapOf(query.performance().value());
        if (query.section() == null && query.since() == null) {
            return map.map(clock.instant());
        }
        if (query.section() != null && !map.hasSection(query.section())) {
            throw new Refused(ReservationRefusal.SECTION_NOT_FOUND);
        }
        return map.map(clock.instant(), query.section(), query.since());
    }

    @QueryHandler
    SeatMapVersion handle(FindSeatMapVersion query) {
        return mapOf(query.performance().value()).version(clock.instant());
    }

    @QueryHandler
    Hall handle(FindHall query) {
        return mapOf(query.performance().value()).hall();
    }

    @QueryHandler
    long handle(FindFreeSeats query) {
        var section = query.section();
        return mapOf(query.performance().value())
                .countFree(section == null ? null : section.value(), clock.instant())
                .orElseThrow(() -> new Refused(ReservationRefusal.SECTION_NOT_FOUND));
    }

    private SeatMapCache mapOf(String performance) {
        var map = maps.get(performance);
        if (map.rows() == 0) {
            throw new Refused(PerformanceRefusal.PERFORMANCE_NOT_FOUND);
        }
        return map;
    }
}
