package encore.waiting.line;

import encore.readmodel.Piece;
import encore.readmodel.RowChange;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** All who wait, in the order of joining. */
final class WaitingPeople implements Piece {

    private final Map<String, Long> joined = new HashMap<>();
    private final WaitingOrder order = new WaitingOrder();

    /** One of them. */
    record Waiting(String token, long joined) {}

    /** In the order of joining. */
    WaitingPeople(Collection<Waiting> all) {
        all.forEach(one -> add(one.token(), one.joined()));
    }

    private void add(String token, long position) {
        joined.put(token, position);
        order.add(position);
    }

    @Override
    public synchronized void take(RowChange<?> change) {
        var line = change.in(PlaceRow.class);
        if (line != null) {
            take((String) line.key(), line);
        }
    }

    private void take(String token, RowChange<PlaceRow> change) {
        var before = joined.get(token);
        if (before == null && !change.isWhole()) {
            return;
        }
        var now = change.of(before == null ? null : PlaceRow.waiting(token, before));
        if (now == null || now.status != Place.Status.WAITING) {
            if (before != null) {
                joined.remove(token);
                order.remove(before);
            }
        } else if (before == null) {
            add(token, now.joined);
        }
    }

    /** How many joined before this position. */
    synchronized long countBefore(long position) {
        return order.countBefore(position);
    }

    /** Kept even when nobody waits. */
    @Override
    public int rows() {
        return joined.size() + 1;
    }
}
