package encore.reservation.status;

import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

import java.util.List;
import java.util.Optional;

/** Reads the table {@code reservation}. */
interface StatusRepository extends Repository<ReservationRow, String> {

    Optional<ReservationRow> findById(String reservationId);

    List<ReservationRow> findByUserIdAndReservationIdLessThanOrderByReservationIdDesc(
            String userId, String before, Limit limit);
}
