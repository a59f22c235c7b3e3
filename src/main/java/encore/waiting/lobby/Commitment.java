package encore.waiting.lobby;

/**
 * What is published of the secret when the doors are scheduled: whoever sees the secret later knows
 * that it is no other. SHA-256 of a label and the secret, see {@link Sha256}.
 */
public final class Commitment {

    private static final String LABEL = "encore line commitment 1";

    private Commitment() {}

    public static Hex32 to(Hex32 secret) {
        return Sha256.labelled(LABEL).bytes(secret).hash();
    }
}
