package encore.reservation.mine;

import encore.kernel.Refusal;
import encore.kernel.Refused;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Component;

import java.util.Optional;

/** Answers what became of a reservation. */
@Component
class Reservations {

    /** Reads the table {@code reservation}. */
    interface Rows extends Repository<ReservationRow, String> {
        Optional<ReservationRow> findById(String reservationId);
    }

    private final Rows rows;

    Reservations(Rows rows) {
        this.rows = rows;
    }

    @QueryHandler
    ReservationView handle(FindReservation query) {
        return rows.findById(query.reservation().value())
                .map(ReservationRow::view)
                .orElseThrow(() -> new Refused(Refusal.RESERVATION_NOT_FOUND));
    }
}
