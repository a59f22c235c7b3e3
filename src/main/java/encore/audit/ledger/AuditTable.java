package encore.audit.ledger;

import encore.audit.ledger.Audit.Progress;
import encore.audit.ledger.Audit.Report;
import encore.audit.ledger.Audit.State;
import encore.audit.ledger.Audit.Step;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** The table {@code audit}: any node can tell how an audit stands. */
@Component
class AuditTable {

    private static final int KEPT = 100;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    AuditTable(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /**
     * The caller holds the lock, so an audit that seems to run has lost its process. Old
     * audits are forgotten.
     */
    void begin(String id) {
        jdbc.sql("update audit set state = 'INTERRUPTED', ended_at = ? where state = 'RUNNING'")
                .param(now())
                .update();
        jdbc.sql("""
                delete from audit where audit_id not in
                    (select audit_id from audit order by started_at desc limit ?)
                """).param(KEPT - 1).update();
        jdbc.sql("insert into audit values (?, 'RUNNING', ?, null, ?, 0, 0, 0, 0, null)")
                .params(id, now(), Step.READING_EVENTS.name())
                .update();
    }

    void progress(String id, Progress progress, long violationsFound) {
        jdbc.sql("""
                update audit set step = ?, events = ?, total = ?, events_per_second = ?,
                       violations_found = ?
                 where audit_id = ?
                """)
                .params(
                        progress.step().name(),
                        progress.events(),
                        progress.total(),
                        progress.eventsPerSecond(),
                        violationsFound,
                        id)
                .update();
    }

    void complete(String id, Report report) {
        jdbc.sql("update audit set report = ? where audit_id = ?")
                .params(json.writeValueAsString(report), id)
                .update();
        end(id, State.COMPLETED);
    }

    void end(String id, State state) {
        jdbc.sql("update audit set state = ?, ended_at = ? where audit_id = ?")
                .params(state.name(), now(), id)
                .update();
    }

    Optional<String> running() {
        return jdbc.sql("select audit_id from audit where state = 'RUNNING'"
                        + " order by started_at desc limit 1")
                .query(String.class)
                .optional();
    }

    /** One that seems to run, and whose lock is free, was interrupted. */
    Optional<Audit> find(String id) {
        // In this order: an audit gives its lock back after it has said that it has ended.
        boolean isOneRunning = AuditSession.isLocked(jdbc);
        return jdbc.sql("""
                select audit_id, state, started_at, ended_at, step, events, total,
                       events_per_second, violations_found, report
                  from audit where audit_id = ?
                """)
                .param(id)
                .query((row, n) -> audit(row, isOneRunning))
                .optional();
    }

    private Audit audit(ResultSet row, boolean isOneRunning) throws SQLException {
        var stored = State.valueOf(row.getString("state"));
        var state = stored == State.RUNNING && !isOneRunning ? State.INTERRUPTED : stored;
        var text = row.getString("report");
        var report = text == null ? Report.NONE : json.readValue(text, Report.class);
        long found = row.getLong("violations_found");
        return new Audit(
                row.getString("audit_id"),
                state,
                row.getTimestamp("started_at").toInstant(),
                instant(row.getTimestamp("ended_at")),
                Progress.of(
                        Step.valueOf(row.getString("step")),
                        row.getLong("events"),
                        row.getLong("total"),
                        row.getLong("events_per_second")),
                report.totals(),
                state == State.COMPLETED ? found == 0 : null,
                report.violations(),
                found,
                report.foundByRule());
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
