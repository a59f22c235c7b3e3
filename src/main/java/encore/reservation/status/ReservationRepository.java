package encore.reservation.status;

import org.springframework.data.repository.Repository;

import java.util.Optional;

/** Reads the table {@code reservation}. */
interface ReservationRepository extends Repository<ReservationRow, String> {

    Optional<ReservationRow> findById(String reservationId);
}
