package encore.point.history;

import org.axonframework.queryhandling.QueryHandler;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Component;

import java.util.List;

/** Answers how a balance came about. */
@Component
class History {

    /** Reads the table {@code point_history}. */
    interface Rows extends Repository<HistoryRow, Long> {
        List<HistoryRow> findByUserIdAndPositionLessThanOrderByPositionDesc(String userId,
                long position, Limit limit);
    }

    private final Rows rows;

    History(Rows rows) {
        this.rows = rows;
    }

    @QueryHandler
    HistoryPage handle(FindHistory query) {
        long before = query.after() == null ? Long.MAX_VALUE : query.after();
        var found = rows.findByUserIdAndPositionLessThanOrderByPositionDesc(query.user().value(),
                before, Limit.of(query.limit() + 1));
        var page = found.subList(0, Math.min(found.size(), query.limit()));
        var next = found.size() > page.size() ? page.getLast().position : null;
        return new HistoryPage(page.stream().map(HistoryRow::entry).toList(), next);
    }
}
