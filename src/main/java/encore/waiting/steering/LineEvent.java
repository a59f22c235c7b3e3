package encore.waiting.steering;

import encore.kernel.Event;
import encore.kernel.LineName;
import encore.kernel.Operator;
import encore.kernel.Reason;
import encore.kernel.TokenId;
import encore.kernel.UserId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What can happen to a line as a whole. Every act of the operator says who, when, why, and what was
 * before (rule 14 of docs/domain.md).
 */
public sealed interface LineEvent extends Event {

    LineName line();

    Instant at();

    /**
     * How many may be inside from now on.
     *
     * @param from null for a line that begins with this
     * @param asConfigured whether it is what a node was configured with, and nobody's act
     */
    record CapacityChanged(
            LineName line,
            @Nullable Integer from,
            int to,
            boolean asConfigured,
            Operator by,
            Reason reason,
            Instant at)
            implements LineEvent {}

    /** How many are let in a minute at most from now on; null for as many as there is room for. */
    record PaceChanged(
            LineName line,
            @Nullable Integer from,
            @Nullable Integer to,
            Operator by,
            Reason reason,
            Instant at)
            implements LineEvent {}

    /** Whether people come in, and whether new ones may join. */
    record StateChanged(
            LineName line, LineState from, LineState to, Operator by, Reason reason, Instant at)
            implements LineEvent {}

    /** What all who wait are told from now on; null for nothing. */
    record MessageChanged(
            LineName line,
            @Nullable Message from,
            @Nullable Message to,
            Operator by,
            Reason reason,
            Instant at)
            implements LineEvent {}

    /** What joining costs, in bits of work; 0 for nothing. */
    record PriceChanged(LineName line, int from, int to, Operator by, Reason reason, Instant at)
            implements LineEvent {}

    /**
     * When the doors open. Who joins before is in the lobby, without an order.
     *
     * @param commitment the SHA-256 of the secret that the order will be drawn with, in hexadecimal
     * @param beacon where the public random value will come from
     */
    record DoorsScheduled(
            LineName line,
            @Nullable Instant from,
            Instant to,
            String commitment,
            String beacon,
            Operator by,
            Reason reason,
            Instant at)
            implements LineEvent {}

    /**
     * The doors open: who has joined until now is of the lobby, whoever joins later is behind them.
     *
     * @param upTo the position in the store of the last event that was counted
     * @param size how many are of the lobby
     * @param root of the Merkle tree over them, in hexadecimal
     * @param round of the beacon, which nobody could know yet
     */
    record LobbyClosed(
            LineName line,
            Instant opensAt,
            long upTo,
            int size,
            String root,
            String beacon,
            long round,
            Instant at)
            implements LineEvent {}

    /**
     * The lobby has an order: a function of the secret, of who was in it, and of the public round
     * (rule 13).
     *
     * @param secret whose SHA-256 was published, in hexadecimal
     * @param seed what the order is drawn with, in hexadecimal
     */
    record LobbyShuffled(
            LineName line,
            long round,
            String randomness,
            @Nullable String signature,
            String secret,
            String seed,
            Operator by,
            Instant at)
            implements LineEvent {}

    /**
     * Fewer are let in than could be, for the server is not well; or more again.
     *
     * @param from in percent of what the line would let in
     * @param to the same, now
     * @param cause what was measured
     */
    record AdmissionEased(LineName line, int from, int to, String cause, Instant at)
            implements LineEvent {}

    /** The operator let one person in, whatever their place. */
    record PersonLetIn(
            LineName line, UserId user, TokenId token, Operator by, Reason reason, Instant at)
            implements LineEvent {}

    /** The operator threw one person out, of the line or from inside. */
    record PersonThrownOut(
            LineName line, UserId user, TokenId token, Operator by, Reason reason, Instant at)
            implements LineEvent {}
}
