package encore.point.balance;

import encore.kernel.ProcessorNames;
import encore.point.PointAccountEvent;
import encore.readmodel.Rows;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Keeps the table {@code point_balance}: every event tells the balance after it. */
@Component
@ProcessingGroup(BalanceProjection.NAME)
class BalanceProjection {

    static final String NAME = ProcessorNames.PROJECTION + "balance";

    @EventHandler
    void on(PointAccountEvent event, Rows<BalanceRow> balances) {
        balances.put(BalanceRow.after(event));
    }
}
