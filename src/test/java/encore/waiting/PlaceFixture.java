package encore.waiting;

import encore.kernel.PaymentId;
import encore.kernel.TokenId;
import encore.waiting.WaitingTokenCommand.ExpiryReason;
import encore.waiting.WaitingTokenEvent.TokenActivated;
import encore.waiting.WaitingTokenEvent.TokenDeclined;
import encore.waiting.WaitingTokenEvent.TokenExpired;
import encore.waiting.WaitingTokenEvent.TokenIssued;
import encore.waiting.WaitingTokenEvent.TokenRegained;
import encore.waiting.WaitingTokenEvent.TokenSpent;
import org.axonframework.test.aggregate.FixtureConfiguration;

import java.time.Duration;
import java.time.Instant;

import static encore.kernel.Examples.ANN;
import static encore.kernel.Examples.NOON;
import static encore.kernel.Examples.fixture;

/** Ann's place in the line: she joined at noon, and could be let in for ten minutes. */
final class PlaceFixture {

    static final TokenId FIRST = new TokenId("first");
    static final TokenId SECOND = new TokenId("second");
    static final Instant UNTIL = NOON.plus(Duration.ofMinutes(10));

    static final TokenIssued JOINED = new TokenIssued(ANN, FIRST, NOON);
    static final TokenActivated LET_IN = new TokenActivated(ANN, FIRST, NOON, UNTIL);
    static final TokenIssued JOINED_AGAIN = new TokenIssued(ANN, SECOND, UNTIL);

    static final TokenActivated LET_IN_AGAIN =
            new TokenActivated(ANN, SECOND, UNTIL, UNTIL.plus(Duration.ofMinutes(10)));

    /** For silence, at noon. */
    static final TokenExpired GIVEN_UP =
            new TokenExpired(ANN, FIRST, ExpiryReason.ABANDONED, NOON, UNTIL);

    static final PaymentId PAYMENT = new PaymentId("payment");
    static final TokenSpent SPENT = new TokenSpent(ANN, FIRST, PAYMENT);
    static final TokenDeclined DECLINED = new TokenDeclined(ANN, FIRST, PAYMENT);
    static final TokenRegained REGAINED = new TokenRegained(ANN, FIRST, PAYMENT);

    private PlaceFixture() {}

    static FixtureConfiguration<WaitingToken> place() {
        return fixture(WaitingToken.class);
    }

    static TokenExpired over(ExpiryReason reason, Instant at) {
        return new TokenExpired(ANN, FIRST, reason, at);
    }
}
