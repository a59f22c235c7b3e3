package encore.concert.programme;

import encore.concert.FindAvailableSeats;
import encore.concert.FindShow;
import encore.concert.FindTerms;
import encore.concert.PerformanceId;
import encore.concert.PerformanceRefusal;
import encore.concert.Show;
import encore.concert.Terms;
import encore.kernel.Queries;
import encore.kernel.Refused;
import encore.readmodel.RowCache;
import encore.readmodel.View;
import encore.readmodel.Views;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Answers what plays, and how it stands. */
@Component
class ProgrammeQueries {

    private static final ProgrammePlace BEFORE_ALL = new ProgrammePlace(Instant.EPOCH, "");

    private final ProgrammeRepository table;
    private final View view;
    private final RowCache<ProgrammeRow> rows;
    private final Queries queries;

    ProgrammeQueries(ProgrammeRepository table, Views views, Queries queries) {
        this.table = table;
        this.view = views.of(ProgrammeProjection.NAME);
        this.rows = RowCache.of(view, ProgrammeRow.class, table::findById);
        this.queries = queries;
    }

    @QueryHandler
    Terms handle(FindTerms query) {
        return orRefuse(rows.find(query.performance().value(), ProgrammeRow::terms));
    }

    @QueryHandler
    Show handle(FindShow query) {
        return orRefuse(rows.find(
                query.performance().value(), row -> new Show(row.title, row.venue, row.startsAt)));
    }

    @QueryHandler
    PerformanceDetails handle(FindPerformance query) {
        var row = orRefuse(rows.find(query.performance().value()));
        var hall = HallPlan.parsed(row.sections);
        return new PerformanceDetails(shown(row), hall.sections(), hall.prices());
    }

    private static <T> T orRefuse(Optional<T> found) {
        return found.orElseThrow(() -> new Refused(PerformanceRefusal.PERFORMANCE_NOT_FOUND));
    }

    @QueryHandler
    Programme handle(FindProgramme query) {
        return view.once(() -> new PageOfRows(
                        query, find(query), id -> table.findById(id).orElse(null)))
                .page(this::shown);
    }

    private List<ProgrammeRow> find(FindProgramme query) {
        var after = query.after() == null ? BEFORE_ALL : query.after();
        return table.page(
                query.from(),
                query.to(),
                after.startsAt(),
                after.performanceId(),
                Limit.of(query.limit() + 1));
    }

    private AnnouncedPerformance shown(ProgrammeRow row) {
        return row.shown(queries.ask(new FindAvailableSeats(new PerformanceId(row.performanceId))));
    }
}
