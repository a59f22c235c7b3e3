package encore.platform.command;

import encore.kernel.Combinable;
import encore.kernel.Refused;
import encore.kernel.work.Combiner;
import encore.kernel.work.ConflictRetry;
import encore.kernel.work.Faults;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import static org.axonframework.commandhandling.GenericCommandResultMessage.asCommandResultMessage;

/**
 * The commands that this node handles. When another node was faster on the same aggregate, a
 * command is decided again on what that node has stored; and when it waits for aggregates in a
 * circle with others of this node, after them. This happens here and not at the sender, because the
 * type of an exception does not survive a trip through Axon Server.
 *
 * <p>{@link Combinable} commands that wait for one aggregate share a unit of work, and so a commit.
 * None is answered before it. If one fails by its own fault, each is decided again alone.
 */
class LocalCommandBus extends SimpleCommandBus {

    /** The most commands that share a unit of work. */
    private static final int TOGETHER = 100;

    private final AggregateCache aggregates;
    private final ConflictRetry conflicts;
    private final Combiner<Asked> combiner = new Combiner<>(TOGETHER, this::decide);

    /** A command that may share a unit of work with others. */
    private static final class Asked {

        private final CommandMessage<?> command;
        private final MessageHandler<? super CommandMessage<?>> handler;

        /** Null until its unit of work is through. */
        private @Nullable CommandResultMessage<?> answer;

        private Asked(
                CommandMessage<?> command, MessageHandler<? super CommandMessage<?>> handler) {
            this.command = command;
            this.handler = handler;
        }
    }

    LocalCommandBus(Builder builder, AggregateCache aggregates, ConflictRetry conflicts) {
        super(builder);
        this.aggregates = aggregates;
        this.conflicts = conflicts;
        // Before any event of the decision is stored.
        registerHandlerInterceptor((unitOfWork, chain) -> {
            unitOfWork.onPrepareCommit(decided -> aggregates.compare());
            return chain.proceed();
        });
    }

    @Override
    protected <C, R> void handle(
            CommandMessage<C> command,
            MessageHandler<? super CommandMessage<?>> handler,
            CommandCallback<? super C, ? super R> callback) {
        callback.onResult(command, answerOf(command, handler));
    }

    @SuppressWarnings("unchecked")
    private <R> CommandResultMessage<? extends R> answerOf(
            CommandMessage<?> command, MessageHandler<? super CommandMessage<?>> handler) {
        var asked = new Asked(command, handler);
        if (CurrentUnitOfWork.isStarted()) {
            // Within a larger unit of work, the one that began it must begin again.
            asked.answer = aggregates.decide(() -> once(asked));
        } else {
            if (command.getPayload() instanceof Combinable one) {
                combiner.perform(CommandTargets.of(one), asked);
            }
            if (asked.answer == null) {
                asked.answer = untilNobodyIsFaster(() -> once(asked));
            }
        }
        return (CommandResultMessage<? extends R>) asked.answer;
    }

    private CommandResultMessage<?> once(Asked asked) {
        var result = new AtomicReference<@Nullable CommandResultMessage<?>>();
        super.handle(asked.command, asked.handler, (sent, answered) -> result.set(answered));
        return Objects.requireNonNull(result.get());
    }

    /** Decides one, or all that have waited for it, in the order in which they came. */
    private void decide(List<Asked> all) {
        if (all.size() == 1) {
            var alone = all.getFirst();
            alone.answer = untilNobodyIsFaster(() -> once(alone));
            return;
        }
        var answers = new ArrayList<CommandResultMessage<?>>();
        var result = untilNobodyIsFaster(() -> {
            answers.clear();
            return DefaultUnitOfWork.<Message<?>>startAndGet(null).executeWithResult(() -> {
                for (var asked : all) {
                    answers.add(once(asked));
                    unlessItFailed(answers.getLast());
                }
                return null;
            });
        });
        for (int n = 0; n < all.size(); n++) {
            all.get(n).answer = result.isExceptional() ? answerToAll(result) : answers.get(n);
        }
    }

    /**
     * Null when each is to be decided alone: one command is at fault, or another node is faster
     * than so many together. Any other failure is the answer to all.
     */
    private static @Nullable CommandResultMessage<?> answerToAll(ResultMessage<?> failed) {
        return Faults.isOfOne(failed.exceptionResult()) || ConflictRetry.isConflict(failed)
                ? null
                : asCommandResultMessage(failed.exceptionResult());
    }

    private static void unlessItFailed(CommandResultMessage<?> answer) throws Exception {
        if (answer.isExceptional() && !(answer.exceptionResult() instanceof Refused)) {
            throw answer.exceptionResult() instanceof Exception failure
                    ? failure
                    : new IllegalStateException(answer.exceptionResult());
        }
    }

    private <T extends ResultMessage<?>> T untilNobodyIsFaster(Supplier<T> decision) {
        return conflicts.resultOf(() -> aggregates.decide(decision));
    }
}
