package encore.replay;

import encore.kernel.EventLog;
import encore.readmodel.ProcessorPositions;
import encore.readmodel.ReadModels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Whether what people are shown is what has happened: down while a read model fails or is far
 * behind, on every node alike, for it says what is stored. It is a matter of readiness: a node that
 * was started anew would be no better off.
 *
 * <p>Anybody may ask, so the answer of the last second does for all.
 */
@Component
class ReadModelsHealthIndicator implements HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(ReadModelsHealthIndicator.class);
    private static final long HOLDS = Duration.ofSeconds(1).toNanos();

    private final ReadModels models;
    private final FailingProjections failures;
    private final ProcessorPositions positions;
    private final EventLog eventLog;
    private final ReadinessLimits patience;
    private final Clock clock;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Seen seen = new Seen(Health.outOfService().build(), System.nanoTime() - HOLDS);

    private record Seen(Health health, long at) {}

    ReadModelsHealthIndicator(
            ReadModels models,
            FailingProjections failures,
            ProcessorPositions positions,
            EventLog eventLog,
            ReadinessLimits patience,
            Clock clock) {
        this.models = models;
        this.failures = failures;
        this.positions = positions;
        this.eventLog = eventLog;
        this.patience = patience;
        this.clock = clock;
    }

    @Override
    public Health health() {
        if (System.nanoTime() - seen.at() >= HOLDS && looking.tryLock()) {
            try {
                seen = new Seen(look(), System.nanoTime());
            } finally {
                looking.unlock();
            }
        }
        return seen.health();
    }

    private Health look() {
        try {
            var wrong = whatIsWrong();
            return wrong.isEmpty()
                    ? Health.up().build()
                    : Health.down().withDetails(wrong).build();
        } catch (RuntimeException e) {
            log.warn("how the read models stand can't be told", e);
            return Health.down().withDetail("all", "UNKNOWN").build();
        }
    }

    /** By the name of the read model. */
    private Map<String, String> whatIsWrong() {
        var failing = failures.lasting();
        var now = positions.now();
        long head = eventLog.head();
        var wrong = new TreeMap<String, String>();
        for (var model : models.all()) {
            long position = now.getOrDefault(model.processor(), -1L);
            if (failing.contains(model.processor())) {
                wrong.put(model.name(), "FAILING");
            } else if (head - position > patience.eventsBehind() && isOldNews(position)) {
                wrong.put(model.name(), "BEHIND by " + (head - position) + " events");
            }
        }
        return wrong;
    }

    private boolean isOldNews(long position) {
        return eventLog.after(position, 1).stream()
                .anyMatch(
                        first -> first.at().plus(patience.timeBehind()).isBefore(clock.instant()));
    }
}
