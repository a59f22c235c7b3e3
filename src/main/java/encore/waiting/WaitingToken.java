package encore.waiting;

import encore.kernel.TokenId;
import encore.waiting.WaitingTokenCommand.ActivateToken;
import encore.waiting.WaitingTokenCommand.ExpireToken;
import encore.waiting.WaitingTokenCommand.ExpiryReason;
import encore.waiting.WaitingTokenCommand.IssueToken;
import encore.waiting.WaitingTokenCommand.IssuedToken;
import encore.waiting.WaitingTokenCommand.LeaveLine;
import encore.waiting.WaitingTokenCommand.Standing;
import encore.waiting.WaitingTokenEvent.TokenActivated;
import encore.waiting.WaitingTokenEvent.TokenExpired;
import encore.waiting.WaitingTokenEvent.TokenIssued;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

import java.time.Clock;
import java.time.Instant;

import static encore.waiting.WaitingTokenCommand.ExpiryReason.LEFT;
import static encore.waiting.WaitingTokenCommand.ExpiryReason.TIMED_OUT;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

/** One person's place in the line: at most one living token at a time. */
@Aggregate(cache = "aggregateCache")
class WaitingToken {

    @AggregateIdentifier
    @SuppressWarnings("unused")
    private String place;

    private TokenId token;
    private Instant issuedAt;
    private State state;

    private sealed interface State {
        record Waiting() implements State {}

        record Active(Instant until) implements State {}

        record Expired() implements State {}
    }

    protected WaitingToken() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    IssuedToken handle(IssueToken command, Clock clock) {
        var now = clock.instant();
        if (hasTimedOut(now)) {
            apply(new TokenExpired(command.user(), token, TIMED_OUT, now));
        }
        if (isAlive()) {
            return new IssuedToken(command.user(), token, issuedAt, false);
        }
        apply(new TokenIssued(command.user(), command.token(), now));
        return new IssuedToken(command.user(), command.token(), now, true);
    }

    @CommandHandler
    void handle(ActivateToken command, Clock clock) {
        if (command.token().equals(token) && state instanceof State.Waiting) {
            apply(new TokenActivated(command.user(), token, clock.instant(), command.until()));
        }
    }

    @CommandHandler
    Standing handle(ExpireToken command, Clock clock) {
        var now = clock.instant();
        boolean isIt = command.token().equals(token);
        var before = new Standing(
                isIt && state instanceof State.Waiting,
                isIt && state instanceof State.Active(var until) ? until : null);
        if (command.reason() != TIMED_OUT || hasTimedOut(now)) {
            end(command, command.token(), command.reason(), now);
        }
        return before;
    }

    @CommandHandler
    void handle(LeaveLine command, Clock clock) {
        end(command, command.token(), LEFT, clock.instant());
    }

    private void end(
            WaitingTokenCommand<?> command, TokenId which, ExpiryReason reason, Instant now) {
        if (which.equals(token) && isAlive()) {
            apply(new TokenExpired(command.user(), token, reason, now));
        }
    }

    private boolean isAlive() {
        return state instanceof State.Waiting || state instanceof State.Active;
    }

    private boolean hasTimedOut(Instant now) {
        return state instanceof State.Active active && !now.isBefore(active.until());
    }

    @EventSourcingHandler
    void evolve(WaitingTokenEvent event) {
        place = WaitingTokenCommand.placeOf(event.user());
        token = event.token();
        state = switch (event) {
            case TokenIssued e -> {
                issuedAt = e.at();
                yield new State.Waiting();
            }
            case TokenActivated e -> new State.Active(e.until());
            case TokenExpired e -> new State.Expired();
        };
    }
}
