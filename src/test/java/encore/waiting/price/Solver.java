package encore.waiting.price;

import encore.kernel.UserId;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Solves a challenge the way a client does: it knows no more than what it is told. */
public final class Solver {

    private Solver() {}

    /** Counts up until a nonce solves it. */
    public static Work solve(String challenge, int difficulty, String userId) {
        for (long nonce = 0; ; nonce++) {
            if (zeroBits(challenge + ":" + userId + ":" + nonce) >= difficulty) {
                return new Work(challenge, Long.toString(nonce), null);
            }
        }
    }

    static Work solve(Challenge challenge, UserId user) {
        return solve(challenge.challenge(), challenge.difficulty(), user.value());
    }

    static int zeroBits(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
            return hash.length * Byte.SIZE - new BigInteger(1, hash).bitLength();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
