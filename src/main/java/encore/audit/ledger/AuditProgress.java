package encore.audit.ledger;

import encore.audit.ledger.Audit.Progress;
import encore.audit.ledger.Audit.Step;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Notes how far an audit is, about once a second and at each new step. */
final class AuditProgress {

    private static final Duration TELL_EVERY = Duration.ofSeconds(1);
    private static final long MILLIS = 1_000;

    private final String id;
    private final AuditTable table;
    private final Findings findings;
    private final Clock clock;

    private Step step = Step.READING_EVENTS;
    private long total;
    private Instant began = Instant.EPOCH;
    private Instant told = Instant.EPOCH;

    AuditProgress(String id, AuditTable table, Findings findings, Clock clock) {
        this.id = id;
        this.table = table;
        this.findings = findings;
        this.clock = clock;
    }

    void begin(Step next, long events) {
        step = next;
        total = events;
        began = clock.instant();
        tell(0, began);
    }

    /** Tells how many events of this step are done. Throws when the audit is to stop. */
    void at(long events) {
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("told to stop");
        }
        var now = clock.instant();
        if (!now.isBefore(told.plus(TELL_EVERY))) {
            tell(events, now);
        }
    }

    /** That was all there was to do. */
    void done(long events) {
        total = events;
        tell(events, clock.instant());
    }

    Instant now() {
        return clock.instant();
    }

    private void tell(long events, Instant now) {
        long millis = Math.max(1, Duration.between(began, now).toMillis());
        table.progress(
                id, Progress.of(step, events, total, events * MILLIS / millis), findings.found());
        told = now;
    }
}
