package encore.point.balance;

import encore.point.PointAccountEvent;
import encore.readmodel.Rows;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Keeps the table {@code point_balance}: every event tells the balance after it. */
@Component
@ProcessingGroup("projection-balance")
class BalanceProjection {

    @EventHandler
    void on(PointAccountEvent event, Rows<BalanceRow> balances) {
        balances.put(BalanceRow.after(event));
    }
}
