package encore.http.stream;

import encore.http.Gatekeeper;
import encore.kernel.TokenId;
import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** Tells a state as long as a token is active; then that it has ended, and no more. */
public final class WhileInside implements StreamSource {

    private static final Duration GOOD_FOR = Duration.ofSeconds(2);
    private static final StreamEvent EXPIRED =
            StreamEvent.of("expired", "expired", "{}").last();

    private final TokenId token;
    private final Gatekeeper gate;
    private final StreamSource state;
    private long nextLook = System.nanoTime() + GOOD_FOR.toNanos();

    /** Of a token that was active a moment ago. */
    public WhileInside(TokenId token, Gatekeeper gate, StreamSource state) {
        this.token = token;
        this.gate = gate;
        this.state = state;
    }

    @Override
    public @Nullable StreamEvent after(@Nullable String told) {
        long now = System.nanoTime();
        if (now - nextLook >= 0) {
            if (!gate.isInside(token)) {
                return EXPIRED;
            }
            nextLook = now + GOOD_FOR.toNanos();
        }
        return state.after(told);
    }
}
