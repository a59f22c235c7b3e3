package encore.point.history;

import encore.point.PointAccountEvent;
import encore.point.PointAccountEvent.PointCharged;
import encore.point.PointAccountEvent.PointDeducted;
import encore.point.PointAccountEvent.PointDeductionDeclined;
import encore.point.PointAccountEvent.PointRefunded;
import encore.point.history.HistoryPage.Type;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventhandling.TrackingToken;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.time.Instant;

/** Keeps the table {@code point_history}: a line for each charge, deduction and refund. */
@Component
@ProcessingGroup("projection-history")
class HistoryProjection {

    private final JdbcClient jdbc;

    HistoryProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(PointAccountEvent event, TrackingToken position, @Timestamp Instant at) {
        switch (event) {
            case PointCharged e ->
                    add(e, Type.CHARGE, e.amount(), e.charge().value(), position, at);
            case PointDeducted e ->
                    add(e, Type.DEDUCTION, e.amount(), e.payment().value(), position, at);
            case PointRefunded e ->
                    add(e, Type.REFUND, e.amount(), e.payment().value(), position, at);
            case PointDeductionDeclined e -> {}
        }
    }

    private void add(PointAccountEvent event, Type type, long amount, String reference,
            TrackingToken position, Instant at) {
        jdbc.sql("""
                insert into point_history (position, user_id, type, amount, balance, reference, at)
                values (?, ?, ?, ?, ?, ?, ?)
                """)
                .params(position.position().orElseThrow(), event.user().value(), type.name(),
                        amount, event.balance(), reference, java.sql.Timestamp.from(at))
                .update();
    }

    @ResetHandler
    void forget() {
        jdbc.sql("delete from point_history").update();
    }
}
