package encore.reservation.seatmap;

import encore.concert.PerformanceId;
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
import org.jspecify.annotations.Nullable;
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
        var map = mapOf(query.performance(), query.section());
        return query.section() == null && query.since() == null
                ? map.map(clock.instant())
                : map.map(clock.instant(), query.section(), query.since());
    }

    @QueryHandler
    SeatMapVersion handle(FindSeatMapVersion query) {
        return mapOf(query.performance(), query.section()).version(clock.instant());
    }

    @QueryHandler
    SeatMapCache handle(FindSeatsInMemory query) {
        return mapOf(query.performance(), null);
    }

    @QueryHandler
    Hall handle(FindHall query) {
        return mapOf(query.performance(), null).hall();
    }

    @QueryHandler
    long handle(FindFreeSeats query) {
        var section = query.section();
        var name = section == null ? null : section.value();
        return mapOf(query.performance(), name).countFree(name, clock.instant());
    }

    private SeatMapCache mapOf(PerformanceId performance, @Nullable String section) {
        var map = maps.get(performance.value());
        if (map.rows() == 0) {
            throw new Refused(PerformanceRefusal.PERFORMANCE_NOT_FOUND);
        }
        if (section != null && !map.hasSection(section)) {
            throw new Refused(ReservationRefusal.SECTION_NOT_FOUND);
        }
        return map;
    }
}
