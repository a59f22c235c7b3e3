package encore.reservation.seatmap;

import encore.kernel.Refusal;
import encore.kernel.Refused;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Answers which seats a performance has, and how they stand. */
@Component
class Seats {

    /** Reads the table {@code seat_map}. */
    interface Rows extends Repository<SeatRow, String> {

        /** The rows as they are, without the cost of ten thousand managed entities. */
        @Query("""
                select new encore.reservation.seatmap.Seats$Found(s.seatId, s.section, s.rowNumber,
                       s.seatNumber, s.price, s.status, s.heldUntil)
                  from SeatRow s where s.performanceId = :performance order by s.placed
                """)
        List<Found> findByPerformance(String performance);

        @Query("select max(s.version) from SeatRow s where s.performanceId = :performance")
        Long findVersion(String performance);

        @Query("""
                select count(s) from SeatRow s
                 where s.performanceId = :performance and s.status = 'HELD' and s.heldUntil <= :now
                """)
        long countLapsed(String performance, Instant now);
    }

    /** What the query above reads. */
    record Found(String seatId, String section, int row, int number, long price,
            SeatView.Status status, Instant heldUntil) {

        SeatView at(Instant now) {
            return SeatView.at(now, seatId, section, row, number, price, status, heldUntil);
        }
    }

    private final Rows rows;
    private final Clock clock;

    Seats(Rows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    @QueryHandler
    SeatMap handle(FindSeats query) {
        var now = clock.instant();
        var seats = rows.findByPerformance(query.performance().value()).stream()
                .map(found -> found.at(now))
                .toList();
        if (seats.isEmpty()) {
            throw new Refused(Refusal.PERFORMANCE_NOT_FOUND);
        }
        return new SeatMap(query.performance().value(), seats);
    }

    /** Between two events a map changes only by holds that lapse, so their count tells the rest. */
    @QueryHandler
    String handle(FindSeatMapVersion query) {
        var version = rows.findVersion(query.performance().value());
        if (version == null) {
            throw new Refused(Refusal.PERFORMANCE_NOT_FOUND);
        }
        return version + "-" + rows.countLapsed(query.performance().value(), clock.instant());
    }
}
