package encore.kernel;

import encore.kernel.work.ConflictRetry;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The one way to ask an aggregate for something. Inside a unit of work (an automation, the saga)
 * the command is handled right here, joins it and shares its commit; elsewhere it is a unit of work
 * of its own, which Axon Server may give to another node.
 */
@Component
public class Commands {

    private final CommandGateway anywhere;
    private final CommandGateway here;
    private final TransactionManager transactions;
    private final ConflictRetry conflicts;

    @Autowired
    Commands(
            CommandGateway anywhere,
            @Qualifier("localSegment") CommandBus here,
            TransactionManager transactions,
            ConflictRetry conflicts) {
        this(
                anywhere,
                DefaultCommandGateway.builder().commandBus(here).build(),
                transactions,
                conflicts);
    }

    Commands(
            CommandGateway anywhere,
            CommandGateway here,
            TransactionManager transactions,
            ConflictRetry conflicts) {
        this.anywhere = anywhere;
        this.here = here;
        this.transactions = transactions;
        this.conflicts = conflicts;
    }

    /**
     * Sends a command and waits for its answer.
     *
     * @throws Refused when the aggregate refuses
     */
    public <R> R send(Command<R> command) {
        try {
            return CurrentUnitOfWork.isStarted()
                    ? here.sendAndWait(command)
                    : anywhere.sendAndWait(command, MetaData.from(Trace.metaData()));
        } catch (CommandExecutionException e) {
            throw e.<Refused.Reason>getDetails()
                    .filter(Refused.Reason.class::isInstance)
                    .<CommandExecutionException>map(Refused::new)
                    .orElse(e);
        }
    }

    /**
     * Has a task done outside of the unit of work that is going on here, and waits for it: each
     * command that it sends is a unit of work of its own, and stays whatever becomes of this one.
     */
    public void apart(Runnable task) {
        var trace = Trace.metaData();
        var whole = new FutureTask<@Nullable Void>(
                () -> {
                    Trace.resume(trace);
                    task.run();
                },
                null);
        Thread.ofVirtual().name("apart").start(whole);
        try {
            whole.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException(e.getCause());
        }
    }

    /**
     * Has all that the task sends share one unit of work and one commit: all of it, or nothing.
     * When another was faster it is undone, and the task runs again; not within a larger unit of
     * work, which whoever began it must begin again.
     */
    public void together(Runnable task) {
        var result =
                CurrentUnitOfWork.isStarted() ? once(task) : conflicts.resultOf(() -> once(task));
        if (result.isExceptional()) {
            throw (RuntimeException) result.exceptionResult();
        }
    }

    private ResultMessage<?> once(Runnable task) {
        var unitOfWork = DefaultUnitOfWork.<Message<?>>startAndGet(null);
        unitOfWork.attachTransaction(transactions);
        return unitOfWork.executeWithResult(() -> {
            task.run();
            return null;
        });
    }
}
