package encore.waiting.lobby;

import encore.kernel.TokenId;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.OptionalInt;

/**
 * Who was in the lobby when it closed, in the order of joining: a hash for each token, of which
 * nobody can tell the token. 32 bytes each, so 32 MB for a million people.
 */
public final class Leaves {

    /** More people than any lobby has; whoever says there are more is not believed. */
    public static final int MOST = 5_000_000;

    private static final int AT_FIRST = 1_024;

    /** What sets a leaf apart from a node of the tree (RFC 9162, section 2.1.1). */
    private static final byte LEAF = 0;

    private final MessageDigest sha = Sha256.begin();
    private byte[] hashes = new byte[AT_FIRST * Hex32.BYTES];
    private int size;

    /** The hash that stands for a token: SHA-256 of a zero byte and the token's id in UTF-8. */
    public static Hex32 hashOf(TokenId token) {
        var sha = Sha256.begin();
        sha.update(LEAF);
        return Hex32.of(sha.digest(token.value().getBytes(StandardCharsets.UTF_8)));
    }

    /** Adds who joined next. */
    public Leaves add(TokenId token) {
        makeRoom();
        sha.update(LEAF);
        sha.update(token.value().getBytes(StandardCharsets.UTF_8));
        try {
            sha.digest(hashes, size * Hex32.BYTES, Hex32.BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException(e);
        }
        size++;
        return this;
    }

    /**
     * Adds hashes as they were written.
     *
     * @throws IllegalArgumentException when they are not whole hashes
     */
    public Leaves add(byte[] written) {
        if (written.length % Hex32.BYTES != 0) {
            throw new IllegalArgumentException("a hash is " + Hex32.BYTES + " bytes");
        }
        for (int from = 0; from < written.length; from += Hex32.BYTES) {
            makeRoom();
            System.arraycopy(written, from, hashes, size * Hex32.BYTES, Hex32.BYTES);
            size++;
        }
        return this;
    }

    private void makeRoom() {
        if (size == MOST) {
            throw new IllegalArgumentException("more than " + MOST + " people");
        }
        if (size * Hex32.BYTES == hashes.length) {
            hashes = Arrays.copyOf(hashes, Math.min(size * 2, MOST) * Hex32.BYTES);
        }
    }

    public int size() {
        return size;
    }

    /** The hashes from an index, at most so many, one after the other. */
    public byte[] slice(int from, int atMost) {
        int to = from + Math.min(atMost, size - from);
        return Arrays.copyOfRange(hashes, from * Hex32.BYTES, to * Hex32.BYTES);
    }

    /** The index of a leaf that is there twice: somebody with two places. */
    OptionalInt repeated() {
        var starts = new long[size];
        for (int i = 0; i < size; i++) {
            starts[i] = start(i);
        }
        Arrays.sort(starts);
        for (int i = 1; i < size; i++) {
            if (starts[i] == starts[i - 1]) {
                var second = repeated(starts[i]);
                if (second.isPresent()) {
                    return second;
                }
            }
        }
        return OptionalInt.empty();
    }

    /** Among the few that begin alike. */
    private OptionalInt repeated(long start) {
        var seen = new HashSet<Hex32>();
        for (int i = 0; i < size; i++) {
            if (start(i) == start && !seen.add(Hex32.of(slice(i, 1)))) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private long start(int index) {
        long start = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            start = start << Byte.SIZE | hashes[index * Hex32.BYTES + i] & 0xff;
        }
        return start;
    }
}
