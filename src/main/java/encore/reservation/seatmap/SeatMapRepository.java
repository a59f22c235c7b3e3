package encore.reservation.seatmap;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

import java.util.List;
import java.util.Optional;

/** Reads the table {@code seat_map}. */
interface SeatMapRepository extends Repository<SeatRow, String> {

    Optional<SeatRow> findById(String seatId);

    /** The rows as they are, without the cost of ten thousand managed entities. */
    @Query("""
            select new encore.reservation.seatmap.SeatRow(s.seatId, s.performanceId, s.section,
                   s.rowNumber, s.seatNumber, s.price, s.status, s.heldUntil, s.placed,
                   s.version, s.rowLabel, s.x, s.y)
              from SeatRow s where s.performanceId = :performance order by s.placed
            """)
    List<SeatRow> findByPerformance(String performance);
}
