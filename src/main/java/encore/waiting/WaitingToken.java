package encore.waiting;

import encore.kernel.PaymentId;
import encore.kernel.Refused;
import encore.kernel.TokenId;
import encore.waiting.WaitingTokenCommand.AbandonToken;
import encore.waiting.WaitingTokenCommand.ActivateToken;
import encore.waiting.WaitingTokenCommand.ExpireToken;
import encore.waiting.WaitingTokenCommand.ExpiryReason;
import encore.waiting.WaitingTokenCommand.ExtendToken;
import encore.waiting.WaitingTokenCommand.GrantToken;
import encore.waiting.WaitingTokenCommand.IssueToken;
import encore.waiting.WaitingTokenCommand.IssuedToken;
import encore.waiting.WaitingTokenCommand.LeaveLine;
import encore.waiting.WaitingTokenCommand.RegainToken;
import encore.waiting.WaitingTokenCommand.ReturnToLine;
import encore.waiting.WaitingTokenCommand.SpendToken;
import encore.waiting.WaitingTokenCommand.Standing;
import encore.waiting.WaitingTokenEvent.TokenActivated;
import encore.waiting.WaitingTokenEvent.TokenDeclined;
import encore.waiting.WaitingTokenEvent.TokenExpired;
import encore.waiting.WaitingTokenEvent.TokenExtended;
import encore.waiting.WaitingTokenEvent.TokenGranted;
import encore.waiting.WaitingTokenEvent.TokenIssued;
import encore.waiting.WaitingTokenEvent.TokenRegained;
import encore.waiting.WaitingTokenEvent.TokenReturned;
import encore.waiting.WaitingTokenEvent.TokenSpent;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

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

    /** The payments that were told it can't pay for them, which is final. */
    private final Set<PaymentId> declined = new HashSet<>();

    private sealed interface State {
        record Waiting() implements State {}

        /** Lasts until then; {@code firstUntil} is what it was let in for. */
        record Active(
                Instant until, Instant firstUntil, @Nullable PaymentId spentOn) implements State {}

        /** {@code regainUntil} is null when it is for good. */
        record Expired(@Nullable Instant regainUntil) implements State {}
    }

    protected WaitingToken() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    IssuedToken handle(IssueToken command, Clock clock) {
        var now = clock.instant();
        boolean hasTimedOut = hasTimedOut(now);
        if (isAlive() && !hasTimedOut) {
            return new IssuedToken(command.user(), token, issuedAt, false);
        }
        if (command.unless() != null) {
            throw new Refused(command.unless());
        }
        if (hasTimedOut) {
            apply(new TokenExpired(command.user(), token, TIMED_OUT, now));
        }
        apply(new TokenIssued(command.user(), command.token(), now));
        return new IssuedToken(command.user(), command.token(), now, true);
    }

    @CommandHandler
    boolean handle(ActivateToken command, Clock clock) {
        boolean waits = command.token().equals(token) && state instanceof State.Waiting;
        if (waits) {
            apply(new TokenActivated(command.user(), token, clock.instant(), command.until()));
        }
        return waits;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    boolean handle(GrantToken command, Clock clock) {
        var now = clock.instant();
        if (hasTimedOut(now)) {
            apply(new TokenExpired(command.user(), token, TIMED_OUT, now));
        }
        if (state instanceof State.Active active) {
            if (active.spentOn() != null) {
                return false;
            }
            if (active.until().isBefore(command.until())) {
                apply(new TokenExtended(command.user(), token, command.until()));
            }
        } else if (state instanceof State.Waiting) {
            apply(new TokenGranted(command.user(), token, issuedAt, now, command.until()));
        } else if (!command.token().equals(token)) {
            apply(new TokenGranted(command.user(), command.token(), now, now, command.until()));
        }
        return true;
    }

    @CommandHandler
    Standing handle(ExpireToken command, Clock clock) {
        var now = clock.instant();
        boolean isIt = command.token().equals(token);
        var before = new Standing(
                isIt && state instanceof State.Waiting,
                isIt && state instanceof State.Active active ? active.until() : null);
        if (command.reason() != TIMED_OUT || hasTimedOut(now)) {
            end(command, command.token(), command.reason(), now);
        }
        return before;
    }

    /**
     * Until when a hold with this token may last: as long as wanted, but at most so much longer
     * than it was let in for. So nobody stays for good by cancelling and reserving.
     *
     * @throws Refused with TOKEN_EXPIRED when it is not this token that is active
     */
    Instant holdsUntil(TokenId which, Instant wanted, Duration longer, Instant now) {
        if (which.equals(token)
                && state instanceof State.Active active
                && now.isBefore(active.until())) {
            var latest = active.firstUntil().plus(longer);
            return wanted.isAfter(latest) ? latest : wanted;
        }
        throw new Refused(WaitingRefusal.TOKEN_EXPIRED);
    }

    @CommandHandler
    void handle(ExtendToken command) {
        if (command.token().equals(token)
                && state instanceof State.Active active
                && active.until().isBefore(command.until())) {
            apply(new TokenExtended(command.user(), token, command.until()));
        }
    }

    @CommandHandler
    boolean handle(SpendToken command) {
        var payment = command.payment();
        if (declined.contains(payment)) {
            return false;
        }
        if (command.token().equals(token) && state instanceof State.Active active) {
            if (active.spentOn() == null) {
                apply(new TokenSpent(command.user(), token, payment));
            }
            if (payment.equals(active().spentOn())) {
                return true;
            }
        }
        apply(new TokenDeclined(command.user(), command.token(), payment));
        return false;
    }

    @CommandHandler
    void handle(RegainToken command) {
        if (command.token().equals(token)
                && state instanceof State.Active active
                && command.payment().equals(active.spentOn())) {
            apply(new TokenRegained(command.user(), token, command.payment()));
        }
    }

    @CommandHandler
    void handle(AbandonToken command, Clock clock) {
        if (command.token().equals(token) && state instanceof State.Waiting) {
            apply(new TokenExpired(
                    command.user(),
                    token,
                    ExpiryReason.ABANDONED,
                    clock.instant(),
                    command.regainUntil()));
        }
    }

    @CommandHandler
    void handle(ReturnToLine command, Clock clock) {
        var now = clock.instant();
        if (!command.token().equals(token)) {
            throw new Refused(WaitingRefusal.TOKEN_EXPIRED);
        }
        if (isAlive() && !hasTimedOut(now)) {
            return;
        }
        if (!(state instanceof State.Expired expired)
                || expired.regainUntil() == null
                || !now.isBefore(expired.regainUntil())) {
            throw new Refused(WaitingRefusal.TOKEN_EXPIRED);
        }
        apply(new TokenReturned(command.user(), token, now));
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

    private State.Active active() {
        return (State.Active) state;
    }

    @EventSourcingHandler
    void evolve(WaitingTokenEvent event) {
        place = WaitingTokenCommand.placeOf(event.user(), event.token());
        if (!(event instanceof TokenDeclined)) {
            token = event.token();
        }
        state = switch (event) {
            case TokenIssued e -> {
                issuedAt = e.at();
                declined.clear();
                yield new State.Waiting();
            }
            case TokenActivated e -> new State.Active(e.until(), e.until(), null);
            case TokenGranted e -> {
                issuedAt = e.issuedAt();
                declined.clear();
                yield new State.Active(e.until(), e.until(), null);
            }
            case TokenExtended e ->
                new State.Active(e.until(), active().firstUntil(), active().spentOn());
            case TokenSpent e ->
                new State.Active(active().until(), active().firstUntil(), e.payment());
            case TokenRegained e -> new State.Active(active().until(), active().firstUntil(), null);
            case TokenDeclined e -> {
                declined.add(e.payment());
                yield state;
            }
            case TokenExpired e -> new State.Expired(e.regainUntil());
            case TokenReturned e -> new State.Waiting();
        };
    }
}
