package encore.waiting;

import encore.kernel.Refused;
import encore.kernel.TokenId;
import encore.kernel.UserId;
import encore.waiting.WaitingTokenCommand.ExtendToken;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Asks the aggregates. */
@Component
class TokensOfRepository implements InsideTokens {

    private final Repository<WaitingToken> tokens;
    private final Clock clock;

    TokensOfRepository(Repository<WaitingToken> tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public Instant holdsUntil(UserId user, TokenId token, Instant wanted, Duration longer) {
        try {
            return tokens.load(WaitingTokenCommand.placeOf(user, token))
                    .invoke(place -> place.holdsUntil(token, wanted, longer, clock.instant()));
        } catch (AggregateNotFoundException e) {
            throw new Refused(WaitingRefusal.TOKEN_INVALID);
        }
    }

    @Override
    public void extend(UserId user, TokenId token, Instant until) throws Exception {
        tokens.load(WaitingTokenCommand.placeOf(user, token))
                .handle(GenericCommandMessage.asCommandMessage(
                        new ExtendToken(user, token, until)));
    }
}
