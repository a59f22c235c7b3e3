package encore.waiting.line;

import encore.waiting.WaitingTokenEvent;
import encore.waiting.WaitingTokenEvent.TokenActivated;
import encore.waiting.WaitingTokenEvent.TokenExpired;
import encore.waiting.WaitingTokenEvent.TokenIssued;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.sql.Timestamp;
import java.time.Instant;

/** Keeps the table {@code line}: every token with its state, in the order of joining. */
@Component
@ProcessingGroup("projection-line")
class LineProjection {

    private final JdbcClient jdbc;

    LineProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(WaitingTokenEvent event, TrackingToken position) {
        (switch (event) {
            case TokenIssued e -> jdbc.sql("""
                    insert into line (token_id, user_id, joined, status, issued_at)
                    values (?, ?, ?, 'WAITING', ?)
                    """).params(e.token().value(), e.user().value(),
                            position.position().orElseThrow(), at(e.at()));
            case TokenActivated e -> jdbc.sql("""
                    update line set status = 'ACTIVE', activated_at = ?, expires_at = ?
                     where token_id = ?
                    """).params(at(e.at()), at(e.until()), e.token().value());
            case TokenExpired e -> jdbc.sql("""
                    update line set status = 'EXPIRED', expires_at = ? where token_id = ?
                    """).params(at(e.at()), e.token().value());
        }).update();
    }

    @ResetHandler
    void forget() {
        jdbc.sql("delete from line").update();
    }

    private static Timestamp at(Instant instant) {
        return Timestamp.from(instant);
    }
}
