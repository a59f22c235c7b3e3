package encore.reservation.seatmap;

import encore.concert.PerformanceRefusal;
import encore.http.JsonBytes;
import encore.kernel.Refused;
import encore.readmodel.RowChange;
import encore.readmodel.ViewCache;
import encore.readmodel.Views;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;

/** Answers which seats a performance has, and how they stand. */
@Component
class SeatMapQueries {

    private static final int SEATS_KEPT = 400_000;

    /** What a seat's id adds to its performance's (see {@code SeatId}). */
    private static final Pattern PLACE = Pattern.compile("(-\\d+){3}$");

    /** Reads the table {@code seat_map}. */
    interface Rows extends Repository<SeatRow, String> {

        /** The rows as they are, without the cost of ten thousand managed entities. */
        @Query("""
                select new encore.reservation.seatmap.SeatRow(s.seatId, s.performanceId, s.section,
                       s.rowNumber, s.seatNumber, s.price, s.status, s.heldUntil, s.placed,
                       s.version)
                  from SeatRow s where s.performanceId = :performance order by s.placed
                """)
        List<SeatRow> findByPerformance(String performance);
    }

    private final ViewCache<String, SeatMapCache> halls;
    private final Clock clock;

    SeatMapQueries(Rows rows, Views views, JsonMapper json, Clock clock) {
        this.halls = views.of(SeatMapProjection.NAME).keep(SEATS_KEPT, SeatMapQueries::performanceOf,
                performance -> new SeatMapCache(performance, rows.findByPerformance(performance), json));
        this.clock = clock;
    }

    private static String performanceOf(RowChange<?> change) {
        return PLACE.matcher((String) change.key()).replaceFirst("");
    }

    @QueryHandler
    JsonBytes handle(FindSeats query) {
        return hall(query.performance().value()).map(clock.instant());
    }

    @QueryHandler
    String handle(FindSeatMapVersion query) {
        return hall(query.performance().value()).version(clock.instant());
    }

    private SeatMapCache hall(String performance) {
        var hall = halls.get(performance);
        if (hall.rows() == 0) {
            throw new Refused(PerformanceRefusal.PERFORMANCE_NOT_FOUND);
        }
        return hall;
    }
}
