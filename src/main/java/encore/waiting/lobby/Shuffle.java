package encore.waiting.lobby;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;

/**
 * The order that a seed gives. The people 0 to n-1 are shuffled as Fisher and Yates do (Knuth, The
 * Art of Computer Programming, 3.4.2 P): for each i from n-1 down to 1 the one at i changes places
 * with the one at a random j of 0 to i. Who stands at r in the end has the rank r.
 *
 * <p>Random numbers are the words of 32 bits, the higher bytes first, of SHA-256(seed, 0),
 * SHA-256(seed, 1) and so on, the counter in eight bytes. Of a word w, j is w modulo i+1; a word
 * not below the greatest multiple of i+1 up to 2^32 is passed over, so that each j is as likely as
 * any other.
 */
public final class Shuffle {

    private static final long WORDS = 1L << Integer.SIZE;

    private final MessageDigest sha = Sha256.begin();
    private final byte[] seed;
    private final byte[] block = new byte[Hex32.BYTES];
    private final ByteBuffer words = ByteBuffer.wrap(block).position(Hex32.BYTES);
    private final byte[] counter = new byte[Long.BYTES];
    private long blocks;

    private Shuffle(byte[] seed) {
        this.seed = seed;
    }

    /** The rank of each of n people, by index: 0 is let in first. */
    public static int[] ranks(byte[] seed, int n) {
        var shuffle = new Shuffle(seed.clone());
        var order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        for (int i = n - 1; i > 0; i--) {
            int j = shuffle.below(i + 1);
            int moved = order[i];
            order[i] = order[j];
            order[j] = moved;
        }
        var ranks = new int[n];
        for (int rank = 0; rank < n; rank++) {
            ranks[order[rank]] = rank;
        }
        return ranks;
    }

    private int below(int bound) {
        long fair = WORDS - WORDS % bound;
        long word;
        do {
            word = next();
        } while (word >= fair);
        return (int) (word % bound);
    }

    private long next() {
        if (!words.hasRemaining()) {
            ByteBuffer.wrap(counter).putLong(blocks++);
            sha.update(seed);
            sha.update(counter);
            try {
                sha.digest(block, 0, block.length);
            } catch (DigestException e) {
                throw new IllegalStateException(e);
            }
            words.rewind();
        }
        return Integer.toUnsignedLong(words.getInt());
    }
}
