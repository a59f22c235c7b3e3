package encore.waiting;

import com.fasterxml.jackson.annotation.JsonInclude;
import encore.kernel.Event;
import encore.kernel.PaymentEvent;
import encore.kernel.PaymentId;
import encore.kernel.TokenId;
import encore.kernel.UserId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

/** What can happen to a person's place in the line: waiting (대기), active (이용가능), expired (만료). */
public sealed interface WaitingTokenEvent extends Event {

    UserId user();

    TokenId token();

    /** Somebody joined the line; their place in it is this event's place in the store. */
    record TokenIssued(UserId user, TokenId token, Instant at) implements WaitingTokenEvent {}

    /** Somebody was let in, until the given instant. */
    record TokenActivated(UserId user, TokenId token, Instant at, Instant until)
            implements WaitingTokenEvent {}

    /**
     * Somebody inside holds a seat for longer than the token would have lasted: it lasts until the
     * given instant now.
     */
    record TokenExtended(UserId user, TokenId token, Instant until) implements WaitingTokenEvent {}

    /**
     * Somebody is in until the given instant though the line did not let them in: seats that they
     * waited for are offered to them (see room {@code wish}). It is the token with which they
     * waited in the line, or a new one. It takes nobody's place: it does not count inside.
     *
     * @param issuedAt when it was issued; {@code at} for a new one
     */
    record TokenGranted(UserId user, TokenId token, Instant issuedAt, Instant at, Instant until)
            implements WaitingTokenEvent {}

    /** A payment uses the token up, unless it comes to nothing: a token buys once. */
    record TokenSpent(UserId user, TokenId token, PaymentId payment)
            implements WaitingTokenEvent, PaymentEvent {}

    /** The token can't pay for this: it is over, or another payment has spent it. */
    record TokenDeclined(UserId user, TokenId token, PaymentId payment)
            implements WaitingTokenEvent, PaymentEvent {}

    /** The payment that had spent the token came to nothing: it can buy again. */
    record TokenRegained(UserId user, TokenId token, PaymentId payment)
            implements WaitingTokenEvent, PaymentEvent {}

    /**
     * A token is over, and if it was active its place is free again.
     *
     * @param regainUntil until when its holder, who was silent, may take the place in the line
     *     back; null when that can't be
     */
    record TokenExpired(
            UserId user,
            TokenId token,
            WaitingTokenCommand.ExpiryReason reason,
            Instant at,
            @JsonInclude(NON_NULL) @Nullable Instant regainUntil)
            implements WaitingTokenEvent {

        /** For good. */
        public TokenExpired(
                UserId user, TokenId token, WaitingTokenCommand.ExpiryReason reason, Instant at) {
            this(user, token, reason, at, null);
        }
    }

    /** Who was silent has come back in time, and has the old place in the line again. */
    record TokenReturned(UserId user, TokenId token, Instant at) implements WaitingTokenEvent {}
}
