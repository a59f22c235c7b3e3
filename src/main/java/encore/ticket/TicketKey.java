package encore.ticket;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import encore.kernel.secret.SigningSecrets;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;

/**
 * A key of Ed25519 (RFC 8032): one half signs, the other may be known to all.
 *
 * @param id the first letters of the public half's thumbprint (RFC 7638)
 */
record TicketKey(String id, Base64URL publicHalf, PrivateKey privateHalf) {

    private static final String ED25519 = "Ed25519";
    private static final String PURPOSE = "encore ticket Ed25519 seed";
    private static final int SEED_BYTES = 32;
    private static final int ID_LETTERS = 8;

    /**
     * The key that follows from a secret: its seed is drawn from it (HKDF, RFC 5869), so that the
     * same secret always gives the same key, and one of no use elsewhere.
     *
     * @throws IllegalArgumentException when the secret is too weak
     */
    static TicketKey from(String secret) {
        return ofSeed(SigningSecrets.derived(
                SigningSecrets.checked(secret, "ENCORE_TICKETS_SIGNING_KEYS"),
                PURPOSE,
                SEED_BYTES));
    }

    static TicketKey ofSeed(byte[] seed) {
        try {
            var generator = KeyPairGenerator.getInstance(ED25519);
            generator.initialize(NamedParameterSpec.ED25519, new Drawn(seed));
            var pair = generator.generateKeyPair();
            // How the JDK draws its seed is its own affair: so it is looked at.
            if (!(pair.getPrivate() instanceof EdECPrivateKey made)
                    || !made.getBytes().map(drawn -> Arrays.equals(drawn, seed)).orElse(false)) {
                throw new IllegalStateException("the JDK makes another key than it was told to");
            }
            var publicHalf = Base64URL.encode(raw(pair.getPublic()));
            var thumbprint = new OctetKeyPair.Builder(Curve.Ed25519, publicHalf)
                    .build()
                    .computeThumbprint()
                    .toString();
            return new TicketKey(
                    thumbprint.substring(0, ID_LETTERS), publicHalf, pair.getPrivate());
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException("could not make a key for tickets", e);
        }
    }

    /** The last bytes of its encoding (RFC 8410) are the key itself. */
    private static byte[] raw(PublicKey key) {
        var encoded = key.getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - SEED_BYTES, encoded.length);
    }

    /** The same bytes have always the same signature. */
    Base64URL sign(byte[] bytes) {
        try {
            var signature = Signature.getInstance(ED25519);
            signature.initSign(privateHalf);
            signature.update(bytes);
            return Base64URL.encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("could not sign a ticket", e);
        }
    }

    /** Nothing of the private half gets into a log. */
    @Override
    public String toString() {
        return "ticket key " + id;
    }

    /** A source of randomness that gives what it was given: the JDK takes a seed no other way. */
    private static final class Drawn extends SecureRandom {

        private final byte[] bytes;

        private Drawn(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        @Override
        public void nextBytes(byte[] drawn) {
            System.arraycopy(bytes, 0, drawn, 0, drawn.length);
        }
    }
}
