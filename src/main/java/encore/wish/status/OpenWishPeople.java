package encore.wish.status;

import encore.readmodel.Piece;
import encore.readmodel.RowChange;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** All open wishes, those for each performance in the order of making. */
final class OpenWishPeople implements Piece {

    private final Map<String, WishRow> open = new HashMap<>();
    private final Map<String, TreeMap<Long, WishRow>> ofPerformance = new HashMap<>();

    OpenWishPeople(Collection<WishRow> all) {
        all.forEach(this::add);
    }

    private void add(WishRow row) {
        open.put(row.wishId, row);
        ofPerformance
                .computeIfAbsent(row.performanceId, performance -> new TreeMap<>())
                .put(row.made, row);
    }

    private void remove(WishRow row) {
        open.remove(row.wishId);
        ofPerformance.computeIfPresent(row.performanceId, (performance, rows) -> {
            rows.remove(row.made);
            return rows.isEmpty() ? null : rows;
        });
    }

    @Override
    public synchronized void take(RowChange<?> change) {
        var wish = change.in(WishRow.class);
        if (wish == null) {
            return;
        }
        var before = open.get((String) wish.key());
        if (before == null && !wish.isWhole()) {
            return;
        }
        var now = wish.of(before);
        if (before != null) {
            remove(before);
        }
        if (now != null && now.isOpen()) {
            add(now);
        }
    }

    /** How many wait for that performance whose wish was made before this position. */
    synchronized long countBefore(String performance, long made, Instant now) {
        var rows = ofPerformance.get(performance);
        return rows == null
                ? 0
                : rows.headMap(made).values().stream()
                        .filter(row -> row.waitsAt(now))
                        .count();
    }

    /** Kept even when nobody waits. */
    @Override
    public int rows() {
        return open.size() + 1;
    }
}
