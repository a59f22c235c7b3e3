package encore.waiting;

import encore.kernel.Event;
import encore.kernel.TokenId;
import encore.kernel.UserId;

import java.time.Instant;

/** What can happen to a person's place in the line: waiting (대기), active (이용가능), expired (만료). */
public sealed interface WaitingTokenEvent extends Event {

    UserId user();

    TokenId token();

    /** Somebody joined the line; their place in it is this event's place in the store. */
    record TokenIssued(UserId user, TokenId token, Instant at) implements WaitingTokenEvent {}

    /** Somebody was let in, until the given instant. */
    record TokenActivated(UserId user, TokenId token, Instant at, Instant until)
            implements WaitingTokenEvent {}

    /** A token is over, and if it was active its place is free again. */
    record TokenExpired(
            UserId user, TokenId token, WaitingTokenCommand.ExpiryReason reason, Instant at)
            implements WaitingTokenEvent {}
}
