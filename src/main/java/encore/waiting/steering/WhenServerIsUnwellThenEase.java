package encore.waiting.steering;

import encore.kernel.Commands;
import encore.kernel.EventTail;
import encore.kernel.LineName;
import encore.kernel.ProcessorNames;
import encore.readmodel.ProcessorPositions;
import encore.waiting.steering.Easing.Health;
import encore.waiting.steering.LineCommand.EaseAdmission;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Fewer are let in while the server is not well, on all lines. The node that admits decides: what
 * it measures is what its commits, connections and automations are like.
 */
@Component
class WhenServerIsUnwellThenEase {

    private static final Logger log = LoggerFactory.getLogger(WhenServerIsUnwellThenEase.class);
    private static final String ADMISSION = ProcessorNames.AUTOMATION + "admission";

    private static final int SECONDS_SEEN = 60;

    private final KnownTerms lines;
    private final Commands commands;
    private final EventTail eventTail;
    private final ProcessorPositions positions;
    private final MeterRegistry meters;
    private final boolean isOn;
    private final Easing easing = new Easing();
    private volatile int percent = LineTerms.ALL;
    /** The newest event of each of the last seconds. */
    private final ArrayDeque<Long> newest = new ArrayDeque<>();

    private long commits;
    private double commitMillis;

    WhenServerIsUnwellThenEase(
            KnownTerms lines,
            Commands commands,
            EventTail eventTail,
            ProcessorPositions positions,
            MeterRegistry meters,
            @Value("${encore.waiting.ease-off}") boolean isOn) {
        this.lines = lines;
        this.commands = commands;
        this.eventTail = eventTail;
        this.positions = positions;
        this.meters = meters;
        this.isOn = isOn;
        Gauge.builder("encore.line.eased", () -> percent)
                .description("Let in of what could be, in percent")
                .register(meters);
    }

    @Scheduled(fixedRate = 1, timeUnit = TimeUnit.SECONDS)
    void look() {
        if (!isOn || !positions.areHere(ADMISSION)) {
            return;
        }
        var health = health();
        // As it is stored: another node may have eased it before this one took over.
        percent = lines.names().stream().mapToInt(lines::percent).min().orElse(LineTerms.ALL);
        int next = easing.after(health, percent);
        if (next != percent) {
            var cause = Objects.requireNonNullElse(health.complaint(), "the server is well");
            log.warn("{} percent are let in: {}", next, cause);
            percent = next;
        }
        lines.names().stream()
                .filter(line -> lines.percent(line) != percent)
                .forEach(line -> ease(line, health));
    }

    private void ease(LineName line, Health health) {
        commands.send(new EaseAdmission(
                line,
                percent,
                Objects.requireNonNullElse(health.complaint(), "the server is well")));
    }

    private Health health() {
        var timer = meters.find("encore.commit").timer();
        var pending = meters.find("hikaricp.connections.pending").gauge();
        return new Health(
                timer == null ? 0 : sinceLastTime(timer),
                pending == null ? 0 : pending.value(),
                behind());
    }

    private double sinceLastTime(Timer timer) {
        long count = timer.count();
        double total = timer.totalTime(TimeUnit.MILLISECONDS);
        double mean = count == commits ? 0 : (total - commitMillis) / (count - commits);
        commits = count;
        commitMillis = total;
        return mean;
    }

    /** In seconds: of the newest events of the last seconds, how many are not reached yet. */
    private int behind() {
        newest.addLast(eventTail.position());
        if (newest.size() > SECONDS_SEEN) {
            newest.removeFirst();
        }
        long slowest = positions.now().entrySet().stream()
                .filter(processor -> !ProcessorNames.isAwaitedByNobody(processor.getKey()))
                .mapToLong(Map.Entry::getValue)
                .min()
                .orElse(Long.MAX_VALUE);
        return (int) newest.stream().filter(position -> position > slowest).count();
    }
}
