package encore.waiting.line;

import encore.readmodel.RowCache;
import encore.readmodel.ViewCache;
import encore.readmodel.Views;
import org.springframework.stereotype.Component;

import java.util.Optional;

/** Looks tokens up, and who waits before whom; a poll asks no database. */
@Component
class LineCache {

    private static final String EVERYBODY = "";

    private final RowCache<PlaceRow> byToken;
    private final ViewCache<String, WaitingPeople> waiting;

    LineCache(Views views, PlaceRepository rows) {
        var line = views.of(LineProjection.NAME);
        this.byToken = RowCache.of(line, PlaceRow.class, rows::findById);
        this.waiting = ViewCache.of(
                line,
                Integer.MAX_VALUE,
                change -> EVERYBODY,
                everybody -> new WaitingPeople(rows.findWaiting()));
    }

    Optional<PlaceRow> find(String token) {
        return byToken.find(token);
    }

    /** How many wait that joined before this position. */
    long countAheadOf(long joined) {
        return waiting.get(EVERYBODY).countBefore(joined);
    }
}
