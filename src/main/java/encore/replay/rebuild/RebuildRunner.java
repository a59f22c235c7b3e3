package encore.replay.rebuild;

import encore.kernel.EventLog;
import encore.readmodel.ProcessorPositions;
import encore.readmodel.ReadModel;
import encore.readmodel.ReadModels;
import encore.readmodel.Views;
import encore.replay.deadletter.DeadLetters;
import encore.replay.rebuild.Rebuild.State;
import encore.replay.rebuild.RebuildJob.GivenUp;
import jakarta.annotation.PreDestroy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import javax.sql.DataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes up the rebuilds that were asked for, here or on another node, and those that a crash has
 * interrupted. Building a model needs a lock on it that ends with its connection, so there is
 * only ever one.
 */
@Component
class RebuildRunner {

    private static final Logger log = LoggerFactory.getLogger(RebuildRunner.class);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final DataSource dataSource;
    private final ReadModels models;
    private final RebuildTable rebuilds;
    private final ProcessorPositions positions;
    private final EventLog eventLog;
    private final Views views;
    private final DeadLetters letters;
    private final JsonMapper json;
    private final Map<String, Thread> running = new ConcurrentHashMap<>();

    RebuildRunner(
            DataSource dataSource,
            ReadModels models,
            RebuildTable rebuilds,
            ProcessorPositions positions,
            EventLog eventLog,
            Views views,
            DeadLetters letters,
            JsonMapper json) {
        this.dataSource = dataSource;
        this.models = models;
        this.rebuilds = rebuilds;
        this.positions = positions;
        this.eventLog = eventLog;
        this.views = views;
        this.letters = letters;
        this.json = json;
    }

    /** Begins at once with what waits to be built. */
    @Scheduled(fixedDelayString = "${encore.replay.look-every:1s}")
    void takeUp() {
        for (var rebuild : rebuilds.running()) {
            running.computeIfAbsent(
                    rebuild.projection(),
                    name -> Thread.ofPlatform().daemon().name("rebuild-" + name).start(() -> {
                        try {
                            build(rebuild);
                        } finally {
                            running.remove(name);
                        }
                    }));
        }
    }

    private void build(Rebuild rebuild) {
        var model = models.named(rebuild.projection());
        try (var connection = dataSource.getConnection()) {
            var site = new SingleConnectionDataSource(connection, true);
            var statements = new JdbcTemplate(site);
            if (lock(statements, "pg_try_advisory_lock", model)) {
                try {
                    // A paused node leaves it to another.
                    statements.execute("set idle_session_timeout = '10s'");
                    if (rebuilds.find(rebuild).state() == State.RUNNING) {
                        var shadow = new ShadowTables(model.tables(), statements, json);
                        build(rebuild, model, shadow, connection, statements);
                    }
                } finally {
                    statements.execute("reset idle_session_timeout");
                    lock(statements, "pg_advisory_unlock", model);
                }
            }
        } catch (SQLException | RuntimeException e) {
            log.warn(
                    "{} of {} is interrupted, and will be taken up again",
                    rebuild.purpose(),
                    model.name(),
                    e);
        }
    }

    private static boolean lock(JdbcTemplate statements, String function, ReadModel model) {
        return Boolean.TRUE.equals(statements.queryForObject(
                "select " + function + "(hashtext('encore.aside.' || ?))",
                Boolean.class,
                model.name()));
    }

    private void build(
            Rebuild rebuild,
            ReadModel model,
            ShadowTables shadow,
            Connection connection,
            JdbcTemplate statements)
            throws SQLException {
        try {
            log.info(
                    "{} of {} goes on after position {}",
                    rebuild.purpose(),
                    model.name(),
                    rebuild.position());
            new RebuildJob(
                            rebuild,
                            model,
                            rebuilds,
                            positions,
                            eventLog,
                            views,
                            letters,
                            shadow,
                            statements,
                            new DataSourceTransactionManager(
                                    Objects.requireNonNull(statements.getDataSource())))
                    .build();
            log.info("{} of {} is completed", rebuild.purpose(), model.name());
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted() || !connection.isValid(1)) {
                throw e;
            }
            // In a snapshot, what was given up shows itself only as a conflict with who said so.
            if (e instanceof GivenUp || !rebuilds.end(rebuild, State.FAILED, e.getMessage())) {
                log.info("{} of {} was given up", rebuild.purpose(), model.name());
            } else {
                log.error("{} of {} has failed", rebuild.purpose(), model.name(), e);
            }
            shadow.drop();
        }
    }

    /** What is under way goes on after the next start, from what is written. */
    @PreDestroy
    void stop() throws InterruptedException {
        for (var builder : running.values()) {
            builder.interrupt();
            builder.join(PATIENCE);
        }
    }
}
