package encore.audit.ledger;

import encore.audit.ledger.Audit.State;
import encore.audit.seal.SealCheck;
import encore.audit.seal.SealCheck.KeptSeal;
import encore.http.Problems;
import encore.kernel.EventLog;
import encore.kernel.Refused;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Begins audits, one at a time in the whole cluster, and runs them in the background. */
@Component
class AuditRunner {

    private static final Logger log = LoggerFactory.getLogger(AuditRunner.class);
    private static final Duration TO_STOP = Duration.ofSeconds(5);

    private final AuditTable table;
    private final EventLog eventLog;
    private final Optional<SealCheck> seals;
    private final JdbcConnectionDetails database;
    private final Clock clock;
    private final ExecutorService background = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("audit").daemon().factory());

    AuditRunner(
            AuditTable table,
            EventLog eventLog,
            ObjectProvider<SealCheck> seals,
            JdbcConnectionDetails database,
            Clock clock) {
        this.table = table;
        this.eventLog = eventLog;
        this.seals = Optional.ofNullable(seals.getIfAvailable());
        this.database = database;
        this.clock = clock;
    }

    /**
     * What the auditor brings along.
     *
     * @param seal a seal kept elsewhere, or null
     * @param capacity how many were allowed inside before events told it, or null for as many as
     *     the first event says
     */
    record Brought(@Nullable KeptSeal seal, @Nullable Integer capacity) {}

    /** Asked twice for one id, it begins once. */
    Audit begin(String id, Brought brought) {
        var begunBefore = table.find(id);
        if (begunBefore.isPresent()) {
            return begunBefore.get();
        }
        if (brought.seal() != null && seals.isEmpty()) {
            throw Problems.invalid("seal", "no-seals");
        }
        var session = open();
        boolean handedOver = false;
        try {
            if (!session.tryLock()) {
                throw new Refused(AuditRefusal.AUDIT_RUNNING)
                        .with("auditId", table.running().orElse(null));
            }
            table.begin(id);
            background.execute(() -> run(id, session, brought));
            handedOver = true;
        } finally {
            if (!handedOver) {
                session.close();
            }
        }
        return find(id);
    }

    private AuditSession open() {
        var connection = new SingleConnectionDataSource(database.getJdbcUrl(), true);
        connection.setUsername(database.getUsername());
        connection.setPassword(database.getPassword());
        return new AuditSession(connection);
    }

    Audit find(String id) {
        return table.find(id).orElseThrow(() -> new Refused(AuditRefusal.AUDIT_NOT_FOUND));
    }

    private void run(String id, AuditSession session, Brought brought) {
        try (session) {
            try {
                var findings = new Findings();
                var progress = new AuditProgress(id, table, findings, clock);
                table.complete(
                        id,
                        new AuditRun(eventLog, seals, session, findings, progress)
                                .run(brought.capacity(), brought.seal()));
            } catch (RuntimeException e) {
                boolean stopped = background.isShutdown();
                // Else this could not be written down.
                Thread.interrupted();
                log.error("audit {} {}", id, stopped ? "was interrupted" : "failed", e);
                table.end(id, stopped ? State.INTERRUPTED : State.FAILED);
            }
        }
    }

    /** A node that stops says so of its audit, while the database is still there. */
    @PreDestroy
    void close() throws InterruptedException {
        background.shutdownNow();
        if (!background.awaitTermination(TO_STOP.toSeconds(), TimeUnit.SECONDS)) {
            log.warn("an audit does not stop; it will be seen as interrupted");
        }
    }
}
