package encore.reservation.status;

import encore.kernel.Refused;
import encore.readmodel.RowCache;
import encore.readmodel.View;
import encore.readmodel.Views;
import encore.reservation.ReservationRefusal;
import encore.reservation.seatmap.SeatPlaces;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

import java.time.Clock;

/** Answers what became of a reservation, and which ones a user has. */
@Component
class ReservationQueries {

    /** Of one page, with those that do not stand as asked for. */
    private static final int LOOKED_AT = 1_000;

    /** Behind all ids: none has such a character. */
    private static final String LAST = "~";

    private final StatusRepository table;
    private final View view;
    private final RowCache<ReservationRow> rows;
    private final SeatPlaces places;
    private final Clock clock;

    ReservationQueries(StatusRepository table, Views views, SeatPlaces places, Clock clock) {
        this.table = table;
        this.view = views.of(ReservationProjection.NAME);
        this.rows = RowCache.of(view, ReservationRow.class, table::findById);
        this.places = places;
        this.clock = clock;
    }

    @QueryHandler
    ReservationView handle(FindReservation query) {
        var now = clock.instant();
        return rows.find(query.reservation().value())
                .filter(row -> row.canBeSeenAt(now))
                .map(row -> row.viewAt(now, places::of))
                .orElseThrow(() -> new Refused(ReservationRefusal.RESERVATION_NOT_FOUND));
    }

    /** The next page begins where this one has looked. */
    @QueryHandler
    ReservationPage handle(FindReservations query) {
        var now = clock.instant();
        var before = query.after() == null ? LAST : query.after().value();
        int looked = query.status() == null ? query.limit() + 1 : LOOKED_AT;
        var all = view.once(() -> new OwnReservations(
                        query.user().value(),
                        before,
                        table.findByUserIdAndReservationIdLessThanOrderByReservationIdDesc(
                                query.user().value(), before, Limit.of(looked))))
                .newestFirst()
                .toList();
        var page = all.stream()
                .filter(row -> row.canBeSeenAt(now))
                .filter(row -> query.status() == null || row.statusAt(now) == query.status())
                .limit(query.limit() + 1L)
                .toList();
        boolean isFull = page.size() > query.limit();
        var shown = isFull ? page.subList(0, query.limit()) : page;
        String next = null;
        if (isFull) {
            next = shown.getLast().reservationId;
        } else if (all.size() >= looked) {
            next = all.getLast().reservationId;
        }
        return new ReservationPage(
                shown.stream().map(row -> row.viewAt(now, places::of)).toList(), next);
    }
}
