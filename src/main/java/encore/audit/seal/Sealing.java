package encore.audit.seal;

import encore.kernel.EventsInPostgres;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Clock;
import java.util.concurrent.locks.LockSupport;

/**
 * Seals what has happened, in the background: no write waits for it. Events have one order
 * in which no gap is ever filled (see {@code V1__encore.sql}), so what is committed up to the head
 * is final. One node at a time does it.
 */
@Component
@EventsInPostgres
class Sealing {

    /** How many times as long as a range took, sealing rests after it. */
    private static final int RESTS = 3;

    private final JdbcClient jdbc;
    private final Seals seals;
    private final Fingerprints fingerprints;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final int most;

    Sealing(
            JdbcClient jdbc,
            Seals seals,
            Fingerprints fingerprints,
            PlatformTransactionManager transactions,
            Clock clock,
            @Value("${encore.audit.seal-at-most}") int most) {
        this.jdbc = jdbc;
        this.seals = seals;
        this.fingerprints = fingerprints;
        this.transactions = new TransactionTemplate(transactions);
        this.clock = clock;
        this.most = most;
    }

    @Scheduled(fixedDelayString = "${encore.audit.seal-every}")
    void sealUpToTheHead() {
        boolean more = true;
        while (more) {
            long start = System.nanoTime();
            more = Boolean.TRUE.equals(transactions.execute(transaction -> sealNext()));
            // No request waits for a seal, so none is to wait because of one.
            LockSupport.parkNanos(more ? RESTS * (System.nanoTime() - start) : 0);
        }
    }

    /** Answers whether there may be more to seal. */
    private boolean sealNext() {
        if (!jdbc.sql("select pg_try_advisory_xact_lock(hashtext('encore.seal'))")
                .query(Boolean.class)
                .single()) {
            return false;
        }
        var previous = seals.newest().orElse(Seal.NONE);
        long last = jdbc.sql("""
                select coalesce(max(global_index), -1) from (
                    select global_index from domain_event_entry
                     where global_index > ? order by global_index limit ?) next
                """)
                .params(previous.lastPosition(), most)
                .query(Long.class)
                .single();
        if (last < 0) {
            return false;
        }
        var now = clock.instant();
        var fingerprint = fingerprints.of(previous, last, now);
        seals.add(new Seal(
                previous.number() + 1,
                previous.lastPosition() + 1,
                last,
                fingerprint.events(),
                fingerprint.digest(),
                now));
        return fingerprint.events() >= most;
    }
}
