package encore.waiting.line;

import encore.kernel.view.LiveTables;
import encore.kernel.view.Memory;
import encore.kernel.view.Recent;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Optional;

/**
 * Looks tokens up: in memory on the node that writes the line, where a poll asks no database; else
 * in the table.
 */
@Component
class Places implements Memory<PlaceRow> {

    private final PlaceRows rows;
    private final LiveTables live;
    private final Recent<PlaceRow> byToken;
    private WaitingOrder order;

    Places(PlaceRows rows, LiveTables live) {
        this.rows = rows;
        this.live = live;
        this.byToken = new Recent<>(live, PlaceRow.class, rows::findById);
        live.follow(PlaceRow.class, this);
    }

    Optional<PlaceRow> find(String token) {
        return byToken.find(token);
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
        if (order == null) {
            return;
        }
        for (var row : changed) {
            if (row.status == Place.Status.WAITING) {
                order.add(row.joined);
            } else {
                order.remove(row.joined);
            }
        }
    }

    @Override
    public synchronized void forget() {
        order = null;
    }
}
