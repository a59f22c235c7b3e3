package encore.reservation.mine;

import encore.kernel.Refusal;
import encore.kernel.Refused;
import encore.readmodel.Recent;
import encore.readmodel.Views;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.Optional;

/** Answers what became of a reservation. */
@Component
class Reservations {

    /** Reads the table {@code reservation}. */
    interface Rows extends Repository<ReservationRow, String> {
        Optional<ReservationRow> findById(String reservationId);
    }

    private final Recent<ReservationRow> rows;

    private final Clock clock;

    Reservations(Rows rows, Views views, Clock clock) {
        this.rows = views.of("projection-mine").recent(ReservationRow.class, rows::findById);
        this.clock = clock;
    }

    @QueryHandler
    ReservationView handle(FindReservation query) {
        return rows.find(query.reservation().value())
                .map(row -> row.viewAt(clock.instant()))
                .orElseThrow(() -> new Refused(Refusal.RESERVATION_NOT_FOUND));
    }
}
