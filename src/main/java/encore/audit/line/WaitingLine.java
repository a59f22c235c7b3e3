package encore.audit.line;

import encore.kernel.TokenId;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who waits, in the order of joining. Here, and only here, is decided who was passed over:
 * everybody who joined before the one let in, and still waits (rule 4).
 *
 * @param <P> what is remembered of each
 */
public final class WaitingLine<P> {

    private final LinkedHashMap<TokenId, Waiting<P>> waiting = new LinkedHashMap<>();

    private record Waiting<P>(long joined, P place) {}

    /** Joins at the end: positions only grow. */
    public void join(TokenId token, long joined, P place) {
        waiting.put(token, new Waiting<>(joined, place));
    }

    public Optional<P> find(TokenId token) {
        return Optional.ofNullable(waiting.get(token)).map(Waiting::place);
    }

    /** Leaves the line; null when it was not in it. */
    public @Nullable P leave(TokenId token) {
        var left = waiting.remove(token);
        return left == null ? null : left.place();
    }

    /** Those whom somebody passes over that joined at this position, in the order of joining. */
    public Stream<P> passedOverBy(long joined) {
        return waiting.values().stream()
                .takeWhile(one -> one.joined() < joined)
                .map(Waiting::place);
    }
}
