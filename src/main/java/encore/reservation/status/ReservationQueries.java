package encore.reservation.status;

import encore.kernel.Refused;
import encore.readmodel.RowCache;
import encore.readmodel.Views;
import encore.reservation.ReservationRefusal;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

import java.time.Clock;

/** Answers what became of a reservation. */
@Component
class ReservationQueries {

    private final RowCache<ReservationRow> rows;

    private final Clock clock;

    ReservationQueries(ReservationRepository rows, Views views, Clock clock) {
        this.rows = RowCache.of(
                views.of(ReservationProjection.NAME), ReservationRow.class, rows::findById);
        this.clock = clock;
    }

    @QueryHandler
    ReservationView handle(FindReservation query) {
        return rows.find(query.reservation().value())
                .map(row -> row.viewAt(clock.instant()))
                .orElseThrow(() -> new Refused(ReservationRefusal.RESERVATION_NOT_FOUND));
    }
}
