package encore.reservation.mine;

import encore.kernel.Refusal;
import encore.kernel.Refused;
import encore.kernel.view.LiveTables;
import encore.kernel.view.Recent;
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

    private final Recent<ReservationRow> rows;

    Reservations(Rows rows, LiveTables live) {
        this.rows = new Recent<>(live, ReservationRow.class, rows::findById);
    }

    @QueryHandler
    ReservationView handle(FindReservation query) {
        return rows.find(query.reservation().value())
                .map(ReservationRow::view)
                .orElseThrow(() -> new Refused(Refusal.RESERVATION_NOT_FOUND));
    }
}
