package encore.waiting;

import encore.kernel.Combinable;
import encore.kernel.Command;
import encore.kernel.PaymentId;
import encore.kernel.Refusal;
import encore.kernel.TokenId;
import encore.kernel.UserId;
import encore.kernel.Words;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;

/** What can be asked of a person's place in the line (diagram "유저 대기열 토큰 발급 및 조회"). */
public sealed interface WaitingTokenCommand<R> extends Command<R> {

    @Override
    default Optional<Refusal> unknownId() {
        return Optional.of(WaitingRefusal.TOKEN_INVALID);
    }

    UserId user();

    /** The place belongs to the user, so that one person can never hold two. */
    @TargetAggregateIdentifier
    default String place() {
        return WaitingTokenCommand.placeOf(user(), token());
    }

    TokenId token();

    /** The event stream of a user's place in the line that the token is of. */
    static String placeOf(UserId user, TokenId token) {
        var line = token.line();
        return "waiting:" + (line.isDefault() ? "" : line + ":") + user;
    }

    /**
     * Join the line. Answers with an {@link IssuedToken}: the new one, or the one still alive.
     *
     * @param token the id of the token, should a new one be needed
     * @param unless why no new one may be had; null when it may
     */
    record IssueToken(UserId user, TokenId token, @Nullable WaitingRefusal unless)
            implements WaitingTokenCommand<IssuedToken>, Combinable {

        public IssueToken {
            Words.complete(user, token);
        }

        /** Of a line that takes people. */
        public IssueToken(UserId user, TokenId token) {
            this(user, token, null);
        }

        @Override
        public Optional<Refusal> unknownId() {
            return Optional.empty();
        }
    }

    /** Come in. Does nothing unless that very token is waiting. Answers whether it was. */
    record ActivateToken(UserId user, TokenId token, Instant until)
            implements WaitingTokenCommand<Boolean> {

        public ActivateToken {
            Words.complete(user, token);
            until = Words.moment("until", until);
        }
    }

    /**
     * Be in until the given instant, whatever the line is like: a token that is active lasts until
     * then, one that waits is active from now on, and who has none gets this one. Does nothing when
     * the active one lasts as long, or when this one was given and is over. Answers whether they
     * are in with a token that can buy: not while a payment has spent it, then ask again when that
     * has ended.
     *
     * @param token the id of the token, should a new one be needed
     */
    record GrantToken(UserId user, TokenId token, Instant until)
            implements WaitingTokenCommand<Boolean> {

        public GrantToken {
            Words.complete(user, token);
            until = Words.moment("until", until);
        }

        @Override
        public Optional<Refusal> unknownId() {
            return Optional.empty();
        }
    }

    /**
     * The token has served its time, or its purpose. Does nothing when that token is over already,
     * or when it is said to have timed out and has not. Answers with its {@link Standing} before.
     */
    record ExpireToken(UserId user, TokenId token, ExpiryReason reason)
            implements WaitingTokenCommand<Standing> {

        public ExpireToken {
            Words.complete(user, token, reason);
        }
    }

    /**
     * Last until the given instant at least, for a seat is held until then. Does nothing unless
     * that very token is active, and ends before.
     */
    record ExtendToken(UserId user, TokenId token, Instant until)
            implements WaitingTokenCommand<Void> {

        public ExtendToken {
            Words.complete(user, token);
            until = Words.moment("until", until);
        }
    }

    /**
     * Pay with the token. Answers whether it does: not when it is over, or another payment has
     * spent it, which is recorded, and final for this payment.
     */
    record SpendToken(UserId user, TokenId token, PaymentId payment)
            implements WaitingTokenCommand<Boolean> {

        public SpendToken {
            Words.complete(user, token, payment);
        }
    }

    /** The payment came to nothing. Does nothing unless that very payment has spent the token. */
    record RegainToken(UserId user, TokenId token, PaymentId payment)
            implements WaitingTokenCommand<Void> {

        public RegainToken {
            Words.complete(user, token, payment);
        }
    }

    /**
     * Give the place in the line up for its holder, who has not been heard of. Does nothing unless
     * that very token waits.
     *
     * @param regainUntil until when it may be taken back
     */
    record AbandonToken(UserId user, TokenId token, Instant regainUntil)
            implements WaitingTokenCommand<Void> {

        public AbandonToken {
            Words.complete(user, token);
            regainUntil = Words.moment("regainUntil", regainUntil);
        }
    }

    /**
     * Take the place back that was given up for silence. Does nothing for a token that lives.
     * Refused with TOKEN_EXPIRED when it is over for another reason, or for too long.
     */
    record ReturnToLine(UserId user, TokenId token) implements WaitingTokenCommand<Void> {

        public ReturnToLine {
            Words.complete(user, token);
        }
    }

    /** Leave the line, or give the place inside up. */
    record LeaveLine(UserId user, TokenId token) implements WaitingTokenCommand<Void> {

        public LeaveLine {
            Words.complete(user, token);
        }
    }

    /** How a token stands: waiting, active until then, or neither. */
    record Standing(boolean isWaiting, @Nullable Instant activeUntil) {}

    /** Why a token is over. */
    enum ExpiryReason {
        TIMED_OUT,
        PAID,
        LEFT,
        /** Who waited was not heard of for too long. */
        ABANDONED,
        /** Who was let in did not come. */
        NO_SHOW,
        /** The operator threw them out. */
        THROWN_OUT
    }

    /** The answer to {@link IssueToken}. */
    record IssuedToken(UserId user, TokenId token, Instant issuedAt, boolean isNew) {}
}
