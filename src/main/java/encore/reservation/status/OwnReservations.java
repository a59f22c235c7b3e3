package encore.reservation.status;

import encore.readmodel.Piece;
import encore.readmodel.RowChange;

import java.util.Collection;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The newest reservations of one user, before some id: ids grow with time. */
final class OwnReservations implements Piece {

    private final String user;
    private final String before;
    private final TreeMap<String, ReservationRow> rows = new TreeMap<>();

    OwnReservations(String user, String before, Collection<ReservationRow> found) {
        this.user = user;
        this.before = before;
        found.forEach(row -> rows.put(row.reservationId, row));
    }

    @Override
    public void take(RowChange<?> change) {
        var written = change.in(ReservationRow.class);
        if (written == null) {
            return;
        }
        var id = (String) written.key();
        var known = rows.get(id);
        if (known != null) {
            written.of(known);
        } else if (written.isWhole()) {
            var opened = written.of(null);
            if (opened != null && opened.userId.equals(user) && id.compareTo(before) < 0) {
                rows.put(id, opened);
            }
        }
    }

    @Override
    public int rows() {
        return rows.size();
    }

    Stream<ReservationRow> newestFirst() {
        return rows.descendingMap().values().stream();
    }
}
