package encore.waiting;

import encore.kernel.Commands;
import encore.kernel.TokenId;
import encore.kernel.UserId;
import encore.waiting.WaitingTokenCommand.GrantToken;
import org.springframework.stereotype.Component;

import java.time.Instant;

/** Lets somebody in beside the line, for who does so within a unit of work of its own. */
@Component
public class GrantedTokens {

    private final Turns turns;
    private final Commands commands;

    GrantedTokens(Turns turns, Commands commands) {
        this.turns = turns;
        this.commands = commands;
    }

    /**
     * See {@link GrantToken}, for the answer as well.
     *
     * @param token the id of the token, should a new one be needed
     */
    public boolean grant(UserId user, TokenId token, Instant until) {
        turns.decideAlone();
        return commands.send(new GrantToken(user, token, until));
    }
}
