package encore.waiting.line;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import encore.kernel.view.LiveTables;
import encore.kernel.view.Memory;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Optional;

/**
 * Looks tokens up: in memory on the node that writes the line, where a poll asks no database; else
 * in the table.
 */
@Component
class Places implements Memory<PlaceRow> {

    private static final int KEPT = 250_000;

    private final PlaceRows rows;
    private final LiveTables live;
    private volatile Cache<String, PlaceRow> byToken = empty();
    private WaitingOrder order;

    Places(PlaceRows rows, LiveTables live) {
        this.rows = rows;
        this.live = live;
        live.follow(PlaceRow.class, this);
    }

    private static Cache<String, PlaceRow> empty() {
        return Caffeine.newBuilder().maximumSize(KEPT).build();
    }

    Optional<PlaceRow> find(String token) {
        return live.areOurs(PlaceRow.class)
                ? Optional.ofNullable(byToken.get(token, t -> rows.findById(t).orElse(null)))
                : rows.findById(token);
    }

    /** How many wait that joined before this position. */
    long countAheadOf(long joined) {
        if (!live.areOurs(PlaceRow.class)) {
            return rows.countAheadOf(joined);
        }
        synchronized (this) {
            if (order == null) {
                order = new WaitingOrder();
                rows.findWaiting().forEach(order::add);
            }
            return order.countBefore(joined);
        }
    }

    @Override
    public synchronized void changed(List<PlaceRow> changed, List<?> removed) {
        for (var row : changed) {
            byToken.put(row.tokenId, row);
            if (order != null) {
                if (row.status == Place.Status.WAITING) {
                    order.add(row.joined);
                } else {
                    order.remove(row.joined);
                }
            }
        }
    }

    @Override
    public synchronized void forget() {
        byToken = empty();
        order = null;
    }
}
