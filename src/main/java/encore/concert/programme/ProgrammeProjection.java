package encore.concert.programme;

import encore.concert.PerformanceEvent;
import encore.concert.PerformanceEvent.PerformanceCancelled;
import encore.concert.PerformanceEvent.PerformanceClosed;
import encore.concert.PerformanceEvent.PerformanceCorrected;
import encore.concert.PerformanceEvent.PerformanceReopened;
import encore.concert.PerformanceEvent.PerformanceScheduled;
import encore.concert.PerformanceEvent.SalesScheduled;
import encore.concert.PerformanceStatus;
import encore.kernel.ProcessorNames;
import encore.readmodel.Rows;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Keeps the table {@code performance}: each one as it stands now, those that are over as well. */
@Component
@ProcessingGroup(ProgrammeProjection.NAME)
class ProgrammeProjection {

    static final String NAME = ProcessorNames.PROJECTION + "programme";

    @EventHandler
    void on(PerformanceEvent event, Rows<ProgrammeRow> performances) {
        var id = event.performance().value();
        switch (event) {
            case PerformanceScheduled e -> performances.put(ProgrammeRow.scheduled(e));
            case PerformanceCorrected e -> performances.change(id, row -> row.corrected(e));
            case SalesScheduled e ->
                performances.change(
                        id,
                        row -> row.sold(e.salesOpenAt(), e.salesCloseAt(), e.refundableUntil()));
            case PerformanceClosed e ->
                performances.change(id, row -> row.status = PerformanceStatus.CLOSED);
            case PerformanceReopened e ->
                performances.change(id, row -> row.status = PerformanceStatus.OPEN);
            case PerformanceCancelled e -> performances.change(id, row -> row.cancelled(e));
        }
    }
}
