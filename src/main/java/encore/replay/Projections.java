package encore.replay;

import encore.kernel.EventLog;
import encore.readmodel.ProcessorPositions;
import encore.readmodel.ReadModel;
import encore.readmodel.ReadModels;
import encore.replay.ProjectionStatus.Lag;
import encore.replay.ProjectionStatus.Segment;
import encore.replay.ProjectionStatus.State;
import encore.replay.deadletter.DeadLetters;
import encore.replay.rebuild.Rebuild;
import encore.replay.rebuild.RebuildTable;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Tells how the read models stand. */
@Component
class Projections {

    private static final double MILLIS = 1_000;

    private final ReadModels models;
    private final RebuildTable rebuilds;
    private final ProcessorPositions positions;
    private final EventLog eventLog;
    private final FailingProjections failures;
    private final DeadLetters letters;
    private final JdbcClient jdbc;
    private final Clock clock;

    Projections(
            ReadModels models,
            RebuildTable rebuilds,
            ProcessorPositions positions,
            EventLog eventLog,
            FailingProjections failures,
            DeadLetters letters,
            JdbcClient jdbc,
            Clock clock) {
        this.models = models;
        this.rebuilds = rebuilds;
        this.positions = positions;
        this.eventLog = eventLog;
        this.failures = failures;
        this.letters = letters;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<ProjectionStatus> all() {
        var now = positions.now();
        long head = eventLog.head();
        var failing = failures.now();
        return models.all().stream()
                .map(model -> status(
                        model,
                        now.getOrDefault(model.processor(), -1L),
                        head,
                        failing.get(model.processor())))
                .toList();
    }

    private ProjectionStatus status(ReadModel model, long read, long head, @Nullable String error) {
        // What was read after the head was looked up is no lag.
        long position = Math.min(read, head);
        var state =
                error != null ? State.FAILING : position < head ? State.CATCHING_UP : State.CURRENT;
        return new ProjectionStatus(
                model.name(),
                model.processor(),
                segments(model, position),
                position,
                head,
                new Lag(head - position, secondsBehind(position, head)),
                state,
                error,
                letters.count(model.processor()),
                rebuilds.running(model).map(Rebuild::rebuildId).orElse(null));
    }

    private double secondsBehind(long position, long head) {
        if (position >= head) {
            return 0;
        }
        return eventLog.after(position, 1).stream()
                .mapToDouble(
                        first -> Duration.between(first.at(), clock.instant()).toMillis() / MILLIS)
                .findFirst()
                .orElse(0);
    }

    private List<Segment> segments(ReadModel model, long position) {
        return jdbc.sql("select segment, owner from token_entry where processor_name = ?"
                        + " order by segment")
                .param(model.processor())
                .query((row, n) -> new Segment(row.getInt(1), position, row.getString(2)))
                .list();
    }
}
