package encore.point.balance;

import encore.point.PointAccountEvent;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the table {@code point_balance}: every event tells the balance after it. */
@Component
@ProcessingGroup("projection-balance")
class BalanceProjection {

    private final JdbcClient jdbc;

    BalanceProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(PointAccountEvent event) {
        jdbc.sql("""
                insert into point_balance (user_id, balance) values (?, ?)
                on conflict (user_id) do update set balance = excluded.balance
                """)
                .params(event.user().value(), event.balance())
                .update();
    }

    @ResetHandler
    void forget() {
        jdbc.sql("delete from point_balance").update();
    }
}
