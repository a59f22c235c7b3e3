package encore.waiting.lobby;

/**
 * What the order is drawn by: SHA-256 of the line's name, a secret that was committed to before
 * anybody joined, all who had joined, and a beacon's value that nobody knew when the lobby closed.
 * See {@link Sha256} for how the fields are written.
 */
public final class Seed {

    private static final String LABEL = "encore line seed 1";

    private Seed() {}

    public static Hex32 of(
            String line, Hex32 secret, Hex32 root, long size, String beacon, BeaconValue value) {
        return Sha256.labelled(LABEL)
                .text(line)
                .bytes(secret)
                .bytes(root)
                .number(size)
                .text(beacon)
                .number(value.round())
                .bytes(value.randomness())
                .hash();
    }
}
