package encore.point.history;

import encore.kernel.ProcessorNames;
import encore.point.PointAccountEvent;
import encore.point.PointAccountEvent.PointCharged;
import encore.point.PointAccountEvent.PointDeducted;
import encore.point.PointAccountEvent.PointDeductionDeclined;
import encore.point.PointAccountEvent.PointRefunded;
import encore.point.history.HistoryPage.Type;
import encore.readmodel.Rows;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventhandling.TrackingToken;
import org.springframework.stereotype.Component;

import java.time.Instant;

/** Keeps the table {@code point_history}: a line for each charge, deduction and refund. */
@Component
@ProcessingGroup(HistoryProjection.NAME)
class HistoryProjection {

    static final String NAME = ProcessorNames.PROJECTION + "history";

    @EventHandler
    void on(
            PointAccountEvent event,
            TrackingToken token,
            @Timestamp Instant at,
            Rows<HistoryRow> history) {
        long position = token.position().orElseThrow();
        switch (event) {
            case PointCharged e ->
                history.put(HistoryRow.line(
                        position, e, Type.CHARGE, e.amount(), e.charge().value(), at));
            case PointDeducted e ->
                history.put(HistoryRow.line(
                        position, e, Type.DEDUCTION, e.amount(), e.payment().value(), at));
            case PointRefunded e ->
                history.put(HistoryRow.line(
                        position, e, Type.REFUND, e.amount(), e.payment().value(), at));
            case PointDeductionDeclined e -> {}
        }
    }
}
