package encore.reservation.seatmap;

import encore.http.Encoded;
import encore.kernel.Refusal;
import encore.kernel.Refused;
import encore.readmodel.Change;
import encore.readmodel.Kept;
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
class Seats {

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

    private final Kept<String, Hall> halls;
    private final Clock clock;

    Seats(Rows rows, Views views, JsonMapper json, Clock clock) {
        this.halls = views.of("projection-seatmap").keep(SEATS_KEPT, Seats::performanceOf,
                performance -> new Hall(performance, rows.findByPerformance(performance), json));
        this.clock = clock;
    }

    private static String performanceOf(Change<?> change) {
        return PLACE.matcher((String) change.key()).replaceFirst("");
    }

    @QueryHandler
    Encoded handle(FindSeats query) {
        return hall(query.performance().value()).map(clock.instant());
    }

    @QueryHandler
    String handle(FindSeatMapVersion query) {
        return hall(query.performance().value()).version(clock.instant());
    }

    private Hall hall(String performance) {
        var hall = halls.get(performance);
        if (hall.rows() == 0) {
            throw new Refused(Refusal.PERFORMANCE_NOT_FOUND);
        }
        return hall;
    }
}
