package encore.waiting.price;

import encore.kernel.LineName;
import encore.kernel.UserId;
import encore.kernel.Words;
import encore.kernel.secret.SigningSecrets;
import org.jspecify.annotations.Nullable;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Gives out challenges and checks what was solved, as Hashcash does (Back, 2002), but remembers
 * nothing: a challenge says all about itself, and is signed (HMAC-SHA-256).
 *
 * <p>Base64url of version (1 byte), length of the line's name (1), the name, difficulty (1), expiry
 * in milliseconds (8), random bytes (12) and the signature of all these (32). No other spelling is
 * taken.
 *
 * <p>A solution may be sent again by its user until the challenge expires. That gains nothing: a
 * user has one place, and who gave it up joins at the end.
 *
 * <p>Keys rotate: the first signs, what the others signed is still accepted.
 */
public final class Challenges {

    /** A price once told holds as long. */
    static final Duration LIFETIME = Duration.ofMinutes(2);

    private static final String HMAC = "HmacSHA256";
    private static final String PURPOSE = "encore waiting challenge HMAC-SHA-256";
    private static final byte VERSION = 1;
    private static final int KEY_BYTES = 32;
    private static final int RANDOM_BYTES = 12;
    private static final int SIGNATURE_BYTES = 32;
    private static final int AFTER_NAME = 1 + Long.BYTES + RANDOM_BYTES + SIGNATURE_BYTES;

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final List<SecretKeySpec> keys;
    private final SecureRandom random = new SecureRandom();

    /**
     * Takes the secrets that waiting tokens are signed with. Its own keys are derived from them, so
     * that a challenge is no token, and no token a challenge.
     */
    public Challenges(List<String> secrets) {
        keys = secrets.stream()
                .map(secret -> SigningSecrets.derived(secret, PURPOSE, KEY_BYTES))
                .map(key -> new SecretKeySpec(key, HMAC))
                .toList();
    }

    /** A fresh one; the difficulty is from 1 to 28 bits. */
    public Challenge issue(LineName line, int difficulty, Instant now) {
        var drawn = new byte[RANDOM_BYTES];
        random.nextBytes(drawn);
        return issue(line, difficulty, now, drawn);
    }

    Challenge issue(LineName line, int difficulty, Instant now, byte[] drawn) {
        Words.number(difficulty, 1, WorkPrice.MOST, "unfit.difficulty");
        var expiresAt = now.plus(LIFETIME).truncatedTo(ChronoUnit.MILLIS);
        var head = head(line);
        var said = ByteBuffer.allocate(head.length + AFTER_NAME)
                .put(head)
                .put((byte) difficulty)
                .putLong(expiresAt.toEpochMilli())
                .put(drawn);
        said.put(signature(keys.getFirst(), said.array()));
        return new Challenge(BASE64.encodeToString(said.array()), difficulty, expiresAt);
    }

    /** What a challenge of this line begins with. */
    private static byte[] head(LineName line) {
        var name = line.value().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(2 + name.length)
                .put(VERSION)
                .put((byte) name.length)
                .put(name)
                .array();
    }

    /**
     * Whether the user solved a challenge of ours for this line in time, and one that was difficult
     * enough. A verdict is no solution.
     */
    public boolean verify(Work work, UserId user, LineName line, Instant now, int leastDifficulty) {
        var challenge = work.challenge();
        var nonce = work.nonce();
        if (challenge == null || nonce == null || !isNonce(nonce)) {
            return false;
        }
        var head = head(line);
        var said = decoded(challenge);
        if (said == null
                || said.length != head.length + AFTER_NAME
                || !Arrays.equals(head, 0, head.length, said, 0, head.length)) {
            return false;
        }
        int difficulty = said[head.length];
        long expiresAt = ByteBuffer.wrap(said).getLong(head.length + 1);
        return difficulty >= leastDifficulty
                && now.toEpochMilli() < expiresAt
                && isOurs(said)
                && zeroBits(hash(challenge + ":" + user.value() + ":" + nonce)) >= difficulty;
    }

    private static boolean isNonce(String nonce) {
        return !nonce.isEmpty()
                && nonce.length() <= Work.LONGEST_NONCE
                && nonce.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= '0' && c <= '9')
                                || c == '-'
                                || c == '_');
    }

    /** Null when it is not spelt as we spell it. */
    private static byte @Nullable [] decoded(String challenge) {
        if (challenge.length() > Work.LONGEST_CHALLENGE) {
            return null;
        }
        try {
            var said = Base64.getUrlDecoder().decode(challenge);
            return BASE64.encodeToString(said).equals(challenge) ? said : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private boolean isOurs(byte[] said) {
        var signature = Arrays.copyOfRange(said, said.length - SIGNATURE_BYTES, said.length);
        return keys.stream()
                .anyMatch(key -> MessageDigest.isEqual(signature(key, said), signature));
    }

    /** Of all but the place of the signature itself. */
    private static byte[] signature(SecretKeySpec key, byte[] said) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(key);
            mac.update(said, 0, said.length - SIGNATURE_BYTES);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("could not sign a challenge", e);
        }
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("there is no SHA-256", e);
        }
    }

    /** At the front; of 64 and more it says 64. */
    static int zeroBits(byte[] hash) {
        return Long.numberOfLeadingZeros(ByteBuffer.wrap(hash).getLong());
    }
}
