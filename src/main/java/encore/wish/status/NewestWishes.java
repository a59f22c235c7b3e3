package encore.wish.status;

import encore.readmodel.Piece;
import encore.readmodel.RowChange;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One user's wishes. */
final class NewestWishes implements Piece {

    private final String user;
    private final Map<String, WishRow> rows = new HashMap<>();

    NewestWishes(String user, Collection<WishRow> found) {
        this.user = user;
        found.forEach(row -> rows.put(row.wishId, row));
    }

    @Override
    public void take(RowChange<?> change) {
        var wish = change.in(WishRow.class);
        if (wish == null) {
            return;
        }
        var id = (String) wish.key();
        var known = rows.get(id);
        if (known != null || wish.isWhole()) {
            var now = wish.of(known);
            if (now != null && now.userId.equals(user)) {
                rows.put(id, now);
            }
        }
    }

    @Override
    public int rows() {
        return rows.size();
    }

    List<WishRow> newestFirst() {
        return rows.values().stream()
                .sorted((one, other) -> Long.compare(other.made, one.made))
                .toList();
    }
}
