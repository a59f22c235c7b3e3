package encore.replay.rebuild;

import encore.kernel.EventLog;
import encore.readmodel.ProcessorPositions;
import encore.readmodel.ReadModel;
import encore.readmodel.Views;
import encore.replay.deadletter.DeadLetters;
import encore.replay.rebuild.Rebuild.Purpose;
import encore.replay.rebuild.Rebuild.State;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Builds one read model aside: every event from the first on, then those that have come meanwhile,
 * then, with the processor of the old one held for a moment, the last few; and from then on it is
 * the one that is read. Rows and position are written together, so it goes on after a crash where
 * it was.
 *
 * <p>The new one is never ahead of the old, whose processor goes on from where it is. What the old
 * one has put aside as dead letters the new one puts aside too, and so does it with those that were
 * discarded: both can be compared, and the letters wait for the new one. Should the old one take
 * some of them in meanwhile, it begins again. An event that only the new one can't take is its end.
 */
class RebuildJob {

    /** After this many pages what has changed is written, however little: it shows the progress. */
    private static final int PAGES_A_WRITE = 10;

    /** Lock not available in time; deadlock. */
    private static final List<String> WAITED_IN_VAIN = List.of("55P03", "40P01");

    private static final int ATTEMPTS = 200;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Rebuild rebuild;
    private final ReadModel model;
    private final RebuildTable rebuilds;
    private final ProcessorPositions positions;
    private final EventLog eventLog;
    private final Views views;
    private final DeadLetters letters;
    private final ShadowTables shadow;
    private final JdbcTemplate statements;
    private final JdbcClient jdbc;
    private final TransactionTemplate together;
    private final TransactionTemplate snapshot;
    private final Throttle throttle;

    private Replay replay;
    private long began;
    private long doneBefore;
    private int pages;

    /** The operator gave it up; everything is as it was before. */
    static class GivenUp extends RuntimeException {}

    /** The old one has taken in what was put aside here: what is built is not the same any more. */
    private static final class Overtaken extends RuntimeException {}

    RebuildJob(
            Rebuild rebuild,
            ReadModel model,
            RebuildTable rebuilds,
            ProcessorPositions positions,
            EventLog eventLog,
            Views views,
            DeadLetters letters,
            ShadowTables shadow,
            JdbcTemplate connection,
            PlatformTransactionManager manager) {
        this.rebuild = rebuild;
        this.model = model;
        this.rebuilds = rebuilds;
        this.positions = positions;
        this.eventLog = eventLog;
        this.views = views;
        this.letters = letters;
        this.shadow = shadow;
        this.statements = connection;
        this.jdbc = JdbcClient.create(connection);
        this.together = new TransactionTemplate(manager);
        this.snapshot = new TransactionTemplate(manager);
        this.throttle = new Throttle(eventLog);
        this.replay = new Replay(model, eventLog, shadow.draft(), throttle, -1, 0);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /**
     * Builds it, from where it was left, to its end.
     *
     * @throws GivenUp when the operator gave it up meanwhile
     */
    void build() {
        while (true) {
            try {
                buildOnce();
                return;
            } catch (Overtaken e) {
                inOneTransaction(together, this::beginAgain);
            }
        }
    }

    private void beginAgain() {
        if (!rebuilds.beginAgain(jdbc, rebuild)) {
            throw new GivenUp();
        }
    }

    private void buildOnce() {
        if (rebuilds.find(rebuild).position() < 0) {
            inOneTransaction(together, shadow::begin);
        }
        goOnFromWhatIsWritten();
        catchUp();
        check();
        if (rebuild.purpose() == Purpose.VERIFICATION) {
            inOneTransaction(together, () -> {
                shadow.drop();
                end();
            });
        } else {
            shadow.analyze();
            replaceTheOld();
        }
    }

    /** What a rollback has taken away is still in the draft, so it is of no use any more. */
    private void goOnFromWhatIsWritten() {
        replay = fromWhatIsWritten();
        began = System.nanoTime();
        doneBefore = replay.done();
    }

    private Replay fromWhatIsWritten() {
        var written = rebuilds.find(rebuild);
        return new Replay(
                model,
                eventLog,
                shadow.draft(),
                throttle,
                written.position(),
                written.eventsDone());
    }

    private void catchUp() {
        for (long old = positionOfTheOld(); replay.position() < old; old = positionOfTheOld()) {
            long target = old;
            readTo(target, () -> write(target), throttle::afterStep);
        }
    }

    private long positionOfTheOld() {
        return positions
                .stored(jdbc, List.of(model.processor()))
                .getOrDefault(model.processor(), -1L);
    }

    private void readTo(long target, Runnable write, Runnable afterStep) {
        // Those up to the target were put aside in the transactions that have led there.
        replay.to(target, letters.leftOut(jdbc, model.processor()), () -> {
            pages++;
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("the server stops");
            }
            if (replay.draft().changed() >= throttle.rows() || pages % PAGES_A_WRITE == 0) {
                inOneTransaction(together, write);
            }
            afterStep.run();
        });
        inOneTransaction(together, write);
    }

    private void write(long target) {
        writeRows();
        note(target);
    }

    private void writeRows() {
        replay.draft().write();
        rebuilds.putAside(jdbc, rebuild, replay.takePutAside());
    }

    /** From here to the end of the transaction, giving it up has to wait. */
    private void note(long target) {
        var progress = new Progress(
                replay.position(),
                replay.done(),
                target,
                replay.done() - doneBefore,
                System.nanoTime() - began);
        if (!rebuilds.reached(jdbc, rebuild, progress)) {
            throw new GivenUp();
        }
    }

    /** Compares what readers see with what was built, both at one event; readers do not wait. */
    private void check() {
        inOneTransaction(snapshot, () -> {
            long target = positionOfTheOld();
            readTo(target, this::writeRows, () -> {});
            goOnUnlessOvertaken();
            var check = shadow.compare(replay.position());
            note(target);
            if (!rebuilds.checked(jdbc, rebuild, check)) {
                throw new GivenUp();
            }
        });
    }

    private void replaceTheOld() {
        for (int attempt = 1; ; attempt++) {
            catchUp();
            try {
                inOneTransaction(together, this::replaceNow);
                return;
            } catch (DataAccessException e) {
                // A long read is in the way: rather than have all others queue behind, try again.
                if (attempt == ATTEMPTS || !hasWaitedInVain(e)) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
                goOnFromWhatIsWritten();
            }
        }
    }

    private static boolean hasWaitedInVain(DataAccessException failure) {
        return failure.getRootCause() instanceof SQLException cause
                && WAITED_IN_VAIN.contains(cause.getSQLState());
    }

    /** The old one's processor has to wait for its token, and then goes on with the new one. */
    private void replaceNow() {
        statements.execute("set local lock_timeout = '250ms'");
        statements.execute("set local idle_in_transaction_session_timeout = '3s'");
        jdbc.sql("select 1 from token_entry where processor_name = ? for update")
                .param(model.processor())
                .query(row -> {});
        long target = positionOfTheOld();
        readTo(target, () -> write(target), () -> {});
        shadow.takeTheirPlace();
        // From here on a letter that is tried again waits for the new one.
        goOnUnlessOvertaken();
        views.mended(model.processor(), jdbc);
        end();
    }

    private void goOnUnlessOvertaken() {
        if (rebuilds.isOvertaken(jdbc, rebuild, model)) {
            throw new Overtaken();
        }
    }

    private void end() {
        if (!rebuilds.end(jdbc, rebuild, State.COMPLETED, null)) {
            throw new GivenUp();
        }
    }

    /** A build takes longer than a request may. */
    private void inOneTransaction(TransactionTemplate transaction, Runnable task) {
        transaction.executeWithoutResult(status -> {
            statements.execute("set local statement_timeout = 0");
            statements.execute("set local synchronous_commit = off");
            statements.execute("set local idle_in_transaction_session_timeout = '10s'");
            task.run();
        });
    }
}
