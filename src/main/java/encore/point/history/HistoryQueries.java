package encore.point.history;

import encore.readmodel.Piece;
import encore.readmodel.RowChange;
import encore.readmodel.View;
import encore.readmodel.Views;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;

/** Answers how a balance came about. */
@Component
class HistoryQueries {

    private final HistoryRepository rows;
    private final View view;

    HistoryQueries(HistoryRepository rows, Views views) {
        this.rows = rows;
        this.view = views.of(HistoryProjection.NAME);
    }

    @QueryHandler
    HistoryPage handle(FindHistory query) {
        return view.once(() -> new Lines(query, find(query))).page();
    }

    private List<HistoryRow> find(FindHistory query) {
        return rows.findByUserIdAndPositionLessThanOrderByPositionDesc(
                query.user().value(), before(query), Limit.of(query.limit() + 1));
    }

    private static long before(FindHistory query) {
        return query.after() == null ? Long.MAX_VALUE : query.after();
    }

    /** The lines of a page, newest first, and of the next one at least the first. */
    private static final class Lines implements Piece {

        private final FindHistory query;
        private final List<HistoryRow> lines;

        private Lines(FindHistory query, List<HistoryRow> found) {
            this.query = query;
            this.lines = new ArrayList<>(found);
        }

        /** A line is written once, and each behind all that were before. */
        @Override
        public void take(RowChange<?> change) {
            var written = change.in(HistoryRow.class);
            var line = written == null ? null : written.of(null);
            if (line != null
                    && line.userId.equals(query.user().value())
                    && line.position < before(query)) {
                lines.addFirst(line);
            }
        }

        @Override
        public int rows() {
            return lines.size();
        }

        private HistoryPage page() {
            var page = lines.subList(0, Math.min(lines.size(), query.limit()));
            var next = lines.size() > page.size() ? page.getLast().position : null;
            return new HistoryPage(page.stream().map(HistoryRow::entry).toList(), next);
        }
    }
}
