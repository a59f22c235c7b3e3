package encore.kernel;

import jakarta.annotation.PreDestroy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Whoever wrote something sees it in the next read, on whichever node that read is served: the
 * answer to a write leaves when every read model has passed it.
 *
 * <p>Events have one order (see {@code V1__encore.sql}), so a read model has passed a write once
 * its position, which it stores together with its rows, has reached the head seen after the write.
 */
@Component
public class OwnWrites {

    private static final Logger log = LoggerFactory.getLogger(OwnWrites.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration TICK = Duration.ofMillis(2);

    private final Past past;
    private final Positions positions;
    private final Watch<Wanted, Boolean> watch = new Watch<>("own-writes", TICK, this::reached);

    /** A position that every processor whose name begins like this must reach. */
    private record Wanted(String processors, long position) {}

    OwnWrites(Past past, Positions positions) {
        this.past = past;
        this.positions = positions;
    }

    /**
     * Waits until all read models show what was written before this call. A read model that lags
     * more than three seconds is not waited for: the write is safe, only its picture is late.
     */
    public void settle() {
        await("projection-", newest(), PATIENCE);
    }

    /**
     * The same, for whatever was written anywhere, by whomever.
     *
     * @return whether all read models show it
     */
    public boolean settleEverything() {
        return await("projection-", past.head(), PATIENCE);
    }

    /** The same, after an automation has reacted to what was written before this call. */
    public void settleAfter(String automation) {
        await(automation, newest(), PATIENCE);
        settle();
    }

    /** The same for a reaction that takes its time, such as placing the seats of an arena. */
    public void settleAfter(String automation, Duration patience) {
        await(automation, newest(), patience);
        settle();
    }

    /** What reacts to a write elsewhere stores elsewhere. */
    private long newest() {
        return positions.areHere("automation-") && positions.areHere("saga-")
                ? past.own() : past.head();
    }

    private boolean await(String processors, long position, Duration patience) {
        boolean settled = watch.await(new Wanted(processors, position), patience).isPresent();
        if (!settled) {
            log.warn("{} has not reached event {} after {}", processors, position, patience);
        }
        return settled;
    }

    private Map<Wanted, Boolean> reached(Collection<Wanted> wanted) {
        var now = positions.now();
        var reached = new HashMap<Wanted, Boolean>();
        for (var want : wanted) {
            if (now.entrySet().stream()
                    .filter(processor -> processor.getKey().startsWith(want.processors()))
                    .allMatch(processor -> processor.getValue() >= want.position())) {
                reached.put(want, true);
            }
        }
        return reached;
    }

    @PreDestroy
    void close() {
        watch.close();
    }
}
