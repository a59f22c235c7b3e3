package encore.concert.programme;

import encore.concert.FindTerms;
import encore.concert.PerformanceId;
import encore.concert.PerformanceRefusal;
import encore.concert.Terms;
import encore.kernel.Refused;
import encore.readmodel.RowCache;
import encore.readmodel.Views;

import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** Answers what plays, and how it stands. */
@Component
class ProgrammeQueries {

    private final RowCache<ProgrammeRow> rows;

    ProgrammeQueries(ProgrammeRepository table, Views views) {
        this.rows = RowCache.of(
                views.of(ProgrammeProjection.NAME), ProgrammeRow.class, table::findById);
    }

    @QueryHandler
    Terms handle(FindTerms query) {
        return rowOf(query.performance()).terms();
    }

    private ProgrammeRow rowOf(PerformanceId performance) {
        return rows.find(performance.value())
                .orElseThrow(() -> new Refused(PerformanceRefusal.PERFORMANCE_NOT_FOUND));
    }
}
