package encore.waiting.line;

import encore.readmodel.Kept;
import encore.readmodel.Recent;
import encore.readmodel.Views;
import org.springframework.stereotype.Component;

import java.util.Optional;

/** Looks tokens up, and who waits before whom; a poll asks no database. */
@Component
class Places {

    private static final String EVERYBODY = "";

    private final Recent<PlaceRow> byToken;
    private final Kept<String, WaitingPeople> waiting;

    Places(Views views, PlaceRows rows) {
        var line = views.of("projection-line");
        this.byToken = line.recent(PlaceRow.class, rows::findById);
        this.waiting = line.keep(Integer.MAX_VALUE, change -> EVERYBODY,
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
