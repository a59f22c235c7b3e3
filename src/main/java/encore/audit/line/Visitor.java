package encore.audit.line;

import encore.audit.line.LineAudit.Entry;
import encore.audit.line.LineAudit.PassedOver;
import encore.kernel.StoredEvent;
import encore.kernel.TokenId;
import encore.kernel.UserId;
import encore.waiting.WaitingTokenCommand.ExpiryReason;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** Somebody in the line, and what is told of them. */
final class Visitor extends Member {

    private final UserId user;
    private final @Nullable Instant issuedAt;
    private @Nullable Instant admittedAt;
    private boolean wasPassedOver;

    /**
     * Not let in yet.
     *
     * @param issuedAt null for who never joined
     */
    Visitor(UserId user, TokenId token, long joined, @Nullable Instant issuedAt) {
        super(token, joined);
        this.user = user;
        this.issuedAt = issuedAt;
    }

    void admitted(Instant at) {
        admittedAt = at;
    }

    /** True the first time only. */
    boolean isPassedOverFirst() {
        boolean isFirst = !wasPassedOver;
        wasPassedOver = true;
        return isFirst;
    }

    PassedOver passedOverBy(Visitor admitted, StoredEvent stored) {
        return new PassedOver(token(), user, joined(), admitted.token(), stored.id(), stored.at());
    }

    Entry entry() {
        return told(null, null);
    }

    Entry ended(Instant at, ExpiryReason reason) {
        return told(at, reason);
    }

    private Entry told(@Nullable Instant endedAt, @Nullable ExpiryReason reason) {
        return new Entry(
                user,
                token(),
                issuedAt == null ? null : joined(),
                issuedAt,
                admittedAt,
                endedAt,
                reason);
    }
}
