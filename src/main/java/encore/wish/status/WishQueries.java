package encore.wish.status;

import encore.kernel.Refused;
import encore.readmodel.RowCache;
import encore.readmodel.View;
import encore.readmodel.ViewCache;
import encore.readmodel.Views;
import encore.wish.WishRefusal;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Instant;

/** Answers how wishes stand, and who comes first. */
@Component
class WishQueries {

    private static final int SHOWN = 100;
    private static final String EVERYBODY = "";

    private final WishRepository table;
    private final View view;
    private final RowCache<WishRow> rows;
    private final ViewCache<String, OpenWishPeople> open;
    private final Clock clock;

    WishQueries(WishRepository table, Views views, Clock clock) {
        this.table = table;
        this.view = views.of(WishProjection.NAME);
        this.rows = RowCache.of(view, WishRow.class, table::findById);
        this.open = ViewCache.of(
                view,
                Integer.MAX_VALUE,
                change -> EVERYBODY,
                everybody -> new OpenWishPeople(table.findOpen()));
        this.clock = clock;
    }

    @QueryHandler
    WishView handle(FindWish query) {
        var now = clock.instant();
        return rows.find(query.wish().value())
                .map(row -> viewOf(row, now))
                .orElseThrow(() -> new Refused(WishRefusal.WISH_NOT_FOUND));
    }

    @QueryHandler
    OwnWishes handle(FindWishes query) {
        var now = clock.instant();
        var user = query.user().value();
        return new OwnWishes(view
                .once(() -> new NewestWishes(
                        user, table.findByUserIdOrderByMadeDesc(user, Limit.of(SHOWN))))
                .newestFirst()
                .stream()
                .limit(SHOWN)
                .map(row -> viewOf(row, now))
                .toList());
    }

    private WishView viewOf(WishRow row, Instant now) {
        long before = row.waitsAt(now)
                ? open.get(EVERYBODY).countBefore(row.performanceId, row.made, now)
                : 0;
        return row.viewAt(now, before);
    }
}
