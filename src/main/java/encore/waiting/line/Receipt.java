package encore.waiting.line;

import encore.kernel.LineName;
import encore.kernel.TokenId;
import encore.waiting.lobby.PlaceProof;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What somebody can show of the own place: when they joined, what their number was, and how many
 * were let in before them by which rule.
 *
 * @param number in the line; null while the lobby has no order, and for who never joined
 * @param joinedAt when the token was issued
 * @param event the position of the event of joining, by which the line is ordered; 0 for who never
 *     joined
 * @param rule what the number follows from
 * @param admittedAt null for who was not let in by the line
 * @param admittedBefore how many the line has let in until then, or until now
 * @param lobby what shows that the place in the lobby is right; null for who was in none
 */
public record Receipt(
        TokenId token,
        LineName line,
        @Nullable Integer number,
        Instant joinedAt,
        long event,
        Rule rule,
        @Nullable Instant admittedAt,
        long admittedBefore,
        @Nullable PlaceProof lobby) {

    /** By which somebody comes in. */
    public enum Rule {
        /** Who joined earlier comes in earlier. */
        ORDER_OF_JOINING,
        /** The order of a lobby was drawn, and can be checked. */
        LOBBY,
        /** The line had no say: seats were offered, or the operator let them in. */
        LET_IN_BESIDE
    }
}
