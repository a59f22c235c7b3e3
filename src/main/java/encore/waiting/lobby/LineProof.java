package encore.waiting.lobby;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What the operator publishes of a lobby, but for the {@link Leaves}: a part when the doors are
 * scheduled, a part when the lobby closes, before anybody knows the beacon's value, and the rest
 * when it is shuffled. What is once published never changes.
 */
public record LineProof(
        String line,
        Scheduled scheduled,
        @Nullable Closed closed,
        @Nullable Shuffled shuffled) {

    private static final Pattern LINE = Pattern.compile("[a-z0-9-]{1,20}");
    private static final Pattern BEACON = LINE;
    private static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    public LineProof {
        Objects.requireNonNull(scheduled);
        if (!LINE.matcher(line).matches()) {
            throw new IllegalArgumentException("a line's name is 1 to 20 of a-z, 0-9, '-'");
        }
        if (shuffled != null && closed == null) {
            throw new IllegalArgumentException("shuffled before it was closed");
        }
    }

    /** The secret's commitment, and which beacon decides, published beforehand. */
    public record Scheduled(Instant at, Hex32 commitment, String beacon, Instant opensAt) {

        public Scheduled {
            checked(at);
            checked(opensAt);
            Objects.requireNonNull(commitment);
            if (!BEACON.matcher(beacon).matches()) {
                throw new IllegalArgumentException("a beacon's name is 1 to 20 of a-z, 0-9, '-'");
            }
        }
    }

    /** The Merkle tree's root and size; the round is the beacon's for the time. */
    public record Closed(Instant at, Hex32 root, int size, long round) {

        public Closed {
            checked(at);
            Objects.requireNonNull(root);
            if (size < 0 || size > Leaves.MOST) {
                throw new IllegalArgumentException("0 to " + Leaves.MOST + " people");
            }
            if (round < 1) {
                throw new IllegalArgumentException("rounds are counted from 1");
            }
        }
    }

    /** The round's value, the secret, and the seed that comes of all. */
    public record Shuffled(Hex32 randomness, String signature, Hex32 secret, Hex32 seed) {

        public Shuffled {
            Objects.requireNonNull(randomness);
            Objects.requireNonNull(signature);
            Objects.requireNonNull(secret);
            Objects.requireNonNull(seed);
        }
    }

    /** The proof of a lobby that is shuffled now. */
    public LineProof shuffled(Hex32 secret, BeaconValue value) {
        if (closed == null) {
            throw new IllegalStateException("the lobby is open");
        }
        var seed = seed(closed, secret, value);
        return new LineProof(
                line,
                scheduled,
                closed,
                new Shuffled(value.randomness(), value.signature(), secret, seed));
    }

    /** What the seed has to be. */
    Hex32 seed(Closed lobby, Hex32 secret, BeaconValue value) {
        return Seed.of(line, secret, lobby.root(), lobby.size(), scheduled.beacon(), value);
    }

    private static void checked(Instant time) {
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new IllegalArgumentException("a time from 2020 to 2200");
        }
    }
}
