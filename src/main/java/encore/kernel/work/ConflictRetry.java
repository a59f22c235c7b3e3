package encore.kernel.work;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.axonframework.axonserver.connector.ErrorCode;
import org.axonframework.common.lock.DeadlockException;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.stereotype.Component;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Has a unit of work done again when another was faster: one of another node with the same
 * aggregate, or one of this node that waited for aggregates in a circle with it.
 */
@Component
public class ConflictRetry {

    private static final int TRIES = 8;
    private static final long PAUSE_NANOS = 5_000_000;

    private final Counter retries;

    /** Counts in {@code encore.commands.retries}. */
    public ConflictRetry(MeterRegistry meters) {
        this.retries = Counter.builder("encore.commands.retries")
                .description("Decisions made again, because another was faster")
                .register(meters);
    }

    /** Its result once nobody was faster; after eight times whatever it is. */
    public <T extends ResultMessage<?>> T resultOf(Supplier<T> unitOfWork) {
        for (int attempt = 1; ; attempt++) {
            var result = unitOfWork.get();
            if (attempt == TRIES || !isConflict(result)) {
                return result;
            }
            retries.increment();
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(attempt * PAUSE_NANOS));
        }
    }

    /** Whether it failed because another was faster. */
    public static boolean isConflict(ResultMessage<?> result) {
        if (!result.isExceptional()) {
            return false;
        }
        var failure = result.exceptionResult();
        return failure instanceof ConcurrencyException
                || failure instanceof AggregateStreamCreationException
                || failure instanceof DeadlockException
                // Axon Server's event store throws what came over the wire, as it came.
                || String.valueOf(failure.getMessage())
                        .contains(ErrorCode.INVALID_EVENT_SEQUENCE.errorCode());
    }
}
