package encore.platform;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.axonframework.axonserver.connector.ErrorCode;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * The commands that this node handles. When another node was faster on the same aggregate, a
 * command is decided again on what that node has stored: here and not by who sent it, because the
 * kind of an exception does not survive a trip through Axon Server.
 */
class LocalCommandBus extends SimpleCommandBus {

    private static final int TRIES = 8;
    private static final long PAUSE_NANOS = 5_000_000;

    private final AggregateMemory memory;
    private final Counter retries;

    LocalCommandBus(Builder builder, AggregateMemory memory, MeterRegistry meters) {
        super(builder);
        this.memory = memory;
        this.retries = Counter.builder("encore.commands.retries")
                .description("Decisions made again, because another was faster")
                .register(meters);
        // Before any event of the decision is stored.
        registerHandlerInterceptor((unitOfWork, chain) -> {
            unitOfWork.onPrepareCommit(decided -> memory.compare());
            return chain.proceed();
        });
    }

    @Override
    protected <C, R> void handle(CommandMessage<C> command,
            MessageHandler<? super CommandMessage<?>> handler,
            CommandCallback<? super C, ? super R> callback) {
        // Within something larger, whoever began the unit of work must begin again.
        int tries = CurrentUnitOfWork.isStarted() ? 1 : TRIES;
        callback.onResult(command, decide(command, handler, tries));
    }

    private <C, R> CommandResultMessage<? extends R> once(CommandMessage<C> command,
            MessageHandler<? super CommandMessage<?>> handler) {
        var result = new AtomicReference<CommandResultMessage<? extends R>>();
        super.<C, R>handle(command, handler, (sent, answered) -> result.set(answered));
        return result.get();
    }

    private <C, R> CommandResultMessage<? extends R> decide(CommandMessage<C> command,
            MessageHandler<? super CommandMessage<?>> handler, int tries) {
        for (int attempt = 1; ; attempt++) {
            var answer = memory.decide(() -> this.<C, R>once(command, handler));
            if (attempt == tries || !wasOvertaken(answer)) {
                return answer;
            }
            retries.increment();
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(attempt * PAUSE_NANOS));
        }
    }

    private static boolean wasOvertaken(CommandResultMessage<?> answer) {
        if (!answer.isExceptional()) {
            return false;
        }
        var failure = answer.exceptionResult();
        return failure instanceof ConcurrencyException
                || failure instanceof AggregateStreamCreationException
                // Axon Server's event store throws what came over the wire, as it came.
                || String.valueOf(failure.getMessage())
                        .contains(ErrorCode.INVALID_EVENT_SEQUENCE.errorCode());
    }
}
