package encore.waiting.line;

import encore.kernel.Refused;
import encore.readmodel.ProcessorProgress;
import encore.waiting.WaitingRefusal;
import encore.waiting.line.Receipt.Rule;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.sql.Timestamp;

/** Writes receipts. */
@Component
class Receipts {

    private final LineCache lines;
    private final ProcessorProgress processors;
    private final LobbyProofs proofs;
    private final JdbcClient jdbc;

    Receipts(LineCache lines, ProcessorProgress processors, LobbyProofs proofs, JdbcClient jdbc) {
        this.lines = lines;
        this.processors = processors;
        this.proofs = proofs;
        this.jdbc = jdbc;
    }

    @QueryHandler
    Receipt handle(FindReceipt query) {
        var token = query.token();
        var row = lines.find(token).orElseThrow(() -> new Refused(WaitingRefusal.TOKEN_INVALID));
        var line = lines.line(token.line());
        // Who came in before is counted in them, and this one was found in memory.
        processors.require(LineProjection.NAME);
        var lobby = proofs.placeOf(token).orElse(null);
        return new Receipt(
                token,
                token.line(),
                line.number(token),
                row.issuedAt,
                row.joined,
                row.joined == 0
                        ? Rule.LET_IN_BESIDE
                        : lobby != null ? Rule.LOBBY : Rule.ORDER_OF_JOINING,
                row.activatedAt,
                admittedBefore(row),
                lobby);
    }

    /**
     * By the order of the events that let them in. That counts a large part of the line, so one at
     * a time.
     */
    private synchronized long admittedBefore(PlaceRow row) {
        return jdbc.sql("""
                select count(*) from line
                 where line = ? and activated_at is not null
                   and (?::timestamptz is null or activated_at < ?
                        or activated_at = ? and ended < ?)
                """)
                .param(1, row.line)
                .param(2, at(row))
                .param(3, at(row))
                .param(4, at(row))
                .param(5, row.ended)
                .query(Long.class)
                .single();
    }

    private static @Nullable Timestamp at(PlaceRow row) {
        return row.activatedAt == null ? null : Timestamp.from(row.activatedAt);
    }
}
