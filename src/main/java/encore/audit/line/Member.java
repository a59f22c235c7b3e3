package encore.audit.line;

import encore.kernel.TokenId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** Somebody in a line, from joining it until they are gone for good. */
public class Member {

    private final TokenId token;
    private final long joined;

    private long order;
    private boolean isWaiting;
    private boolean isQueued;
    private @Nullable Instant awayUntil;

    /**
     * Has joined, behind all others.
     *
     * @param joined the position of the event of joining
     */
    public Member(TokenId token, long joined) {
        this.token = token;
        this.joined = joined;
        this.order = joined;
    }

    public final TokenId token() {
        return token;
    }

    /** The position of the event of joining, which nothing changes. */
    public final long joined() {
        return joined;
    }

    /** By what people come in, the least first: the position of joining, until it is shuffled. */
    public final long order() {
        return order;
    }

    /** Until when the place can be taken back; null for who is not away. */
    public final @Nullable Instant awayUntil() {
        return awayUntil;
    }

    final boolean isWaiting() {
        return isWaiting;
    }

    final void waits() {
        isWaiting = true;
        awayUntil = null;
    }

    final void leaves(@Nullable Instant mayReturnUntil) {
        isWaiting = false;
        awayUntil = mayReturnUntil;
    }

    final void comesAs(long drawn) {
        order = drawn;
    }

    /** Whether the line's queue has it, waiting or not. */
    final boolean isQueued() {
        return isQueued;
    }

    final void isQueued(boolean now) {
        isQueued = now;
    }
}
