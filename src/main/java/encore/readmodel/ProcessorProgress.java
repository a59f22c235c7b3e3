package encore.readmodel;

import encore.kernel.CommonRefusal;
import encore.kernel.EventTail;
import encore.kernel.Refused;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Waits for processors. An answer that shows what an automation makes of a write leaves when it has
 * reacted, on whichever node it runs; one that is counted by a projection's tables, when they are
 * written.
 *
 * <p>Events have one order (see {@code V1__encore.sql}): a processor has seen to a write once its
 * position, which it stores together with what it does, has reached that write.
 */
@Component
public class ProcessorProgress {

    private static final Logger log = LoggerFactory.getLogger(ProcessorProgress.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration TICK = Duration.ofMillis(1);
    private static final long HOLDS = TICK.toNanos();

    private final EventTail eventTail;
    private final ProcessorPositions positions;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile @Nullable Seen seen;

    /** All positions, as they were when a look began. */
    private record Seen(Map<String, Long> positions, long at) {}

    ProcessorProgress(EventTail eventTail, ProcessorPositions positions) {
        this.eventTail = eventTail;
        this.positions = positions;
    }

    /**
     * Waits until an automation has reacted to whatever this node knows of; for three seconds at
     * most, for the write is safe, and only what follows from it is late.
     *
     * @return whether it has
     */
    public boolean await(String processor) {
        return await(processor, PATIENCE);
    }

    /** The same for a reaction that takes its time. */
    public boolean await(String processor, Duration atMost) {
        long wanted = eventTail.position();
        long patience = System.nanoTime() + atMost.toNanos();
        while (positionOf(processor) < wanted) {
            if (System.nanoTime() > patience) {
                log.warn("{} has not reached event {} after {}", processor, wanted, atMost);
                return false;
            }
            LockSupport.parkNanos(TICK.toNanos());
        }
        return true;
    }

    /**
     * The same where nothing can be said before, as where a projection's tables are counted.
     *
     * @throws Refused with OVERLOADED when it takes too long
     */
    public void require(String processor) {
        if (!await(processor)) {
            throw new Refused(CommonRefusal.OVERLOADED);
        }
    }

    /** One look serves all callers that wait. */
    private long positionOf(String processor) {
        var last = seen;
        if ((last == null || System.nanoTime() - last.at() > HOLDS) && looking.tryLock()) {
            try {
                long at = System.nanoTime();
                last = new Seen(positions.now(), at);
                seen = last;
            } catch (RuntimeException e) {
                // What was written stays so; the caller is answered when it can be seen again.
                log.warn("could not see how far the processors are", e);
            } finally {
                looking.unlock();
            }
        }
        return last == null ? -1 : last.positions().getOrDefault(processor, -1L);
    }
}
