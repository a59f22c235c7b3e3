package encore.reservation.status;

import encore.kernel.Refused;
import encore.readmodel.RowCache;
import encore.readmodel.Views;
import encore.reservation.ReservationRefusal;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.Optional;

/** Answers what became of a reservation. */
@Component
class ReservationQueries {

    /** Reads the table {@code reservation}. */
    interface Rows extends Repository<ReservationRow, String> {
        Optional<ReservationRow> findById(String reservationId);
    }

    private final RowCache<ReservationRow> rows;

    private final Clock clock;

    ReservationQueries(Rows rows, Views views, Clock clock) {
        this.rows = views.of(ReservationProjection.NAME).recent(ReservationRow.class, rows::findById);
        this.clock = clock;
    }

    @QueryHandler
    ReservationView handle(FindReservation query) {
        return rows.find(query.reservation().value())
                .map(row -> row.viewAt(clock.instant()))
                .orElseThrow(() -> new Refused(ReservationRefusal.RESERVATION_NOT_FOUND));
    }
}
