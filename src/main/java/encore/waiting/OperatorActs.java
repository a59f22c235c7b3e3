package encore.waiting;

import encore.kernel.Commands;
import encore.kernel.LineName;
import encore.kernel.Operator;
import encore.kernel.Reason;
import encore.kernel.Refused;
import encore.kernel.TokenId;
import encore.kernel.UserId;
import encore.waiting.WaitingTokenCommand.ExpireToken;
import encore.waiting.WaitingTokenCommand.ExpiryReason;
import encore.waiting.WaitingTokenCommand.GrantToken;
import encore.waiting.WaitingTokenCommand.IssueToken;
import encore.waiting.WaitingTokenCommand.IssuedToken;
import encore.waiting.steering.LineCommand;
import encore.waiting.steering.LineCommand.RecordLetIn;
import encore.waiting.steering.LineCommand.RecordThrownOut;
import encore.waiting.steering.Steering;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.Optional;

/**
 * What the operator does to a line and to those in it. Who admits does nothing meanwhile, on
 * whichever node: an act holds for all that is admitted after it.
 */
@Component
class OperatorActs {

    private final Commands commands;
    private final Turns turns;
    private final Steering steering;
    private final Clock clock;
    private final WaitingSettings settings;

    OperatorActs(
            Commands commands,
            Turns turns,
            Steering steering,
            Clock clock,
            WaitingSettings settings) {
        this.steering = steering;
        this.commands = commands;
        this.turns = turns;
        this.clock = clock;
        this.settings = settings;
    }

    /** One of the line as a whole. */
    <R> R on(LineCommand<R> act) {
        return turns.alone(() -> commands.send(act));
    }

    /** Has the order of a lobby drawn. */
    void shuffle(Runnable draw) {
        turns.alone(() -> {
            draw.run();
            return true;
        });
    }

    /**
     * Lets one person in whatever their place; nobody's room is taken. Answers with their token.
     *
     * @param id of the token, should a new one be needed
     */
    IssuedToken letIn(UserId user, LineName line, TokenId id, Operator by, Reason reason) {
        return turns.alone(() -> {
            if (steering.terms(line).capacity() == 0) {
                throw new Refused(WaitingRefusal.LINE_CLOSED);
            }
            commands.send(new GrantToken(user, id, clock.instant().plus(settings.activeFor())));
            IssuedToken in = commands.send(new IssueToken(user, id, WaitingRefusal.LINE_CLOSED));
            commands.send(new RecordLetIn(line, user, in.token(), by, reason));
            return in;
        });
    }

    /** Takes one person out, waiting or inside; nothing happens to who is in neither. */
    void throwOut(UserId user, LineName line, TokenId unused, Operator by, Reason reason) {
        turns.alone(() -> {
            living(user, unused).ifPresent(token -> {
                commands.send(new ExpireToken(user, token, ExpiryReason.THROWN_OUT));
                commands.send(new RecordThrownOut(line, user, token, by, reason));
            });
            return true;
        });
    }

    private Optional<TokenId> living(UserId user, TokenId unused) {
        try {
            return Optional.of(
                    commands.send(new IssueToken(user, unused, WaitingRefusal.TOKEN_INVALID))
                            .token());
        } catch (Refused nobody) {
            return Optional.empty();
        }
    }
}
