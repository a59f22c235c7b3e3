package encore.waiting.lobby;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * One hash for all who were in the lobby, and for each of them a short proof to have been there,
 * and where: the Merkle tree of RFC 9162, section 2.1.
 *
 * <p>Of its nodes each fourth level is kept, a fifteenth of the leaves; the others are calculated
 * anew. The leaves must not be added to any more. Safe for many threads.
 */
public final class MerkleTree {

    /** What sets a node apart from a leaf. */
    private static final byte NODE = 1;

    private static final int EACH = 4;

    /** More than any tree of {@link Leaves#MOST} has; a longer path is a forged one. */
    static final int DEEPEST = 23;

    private final Leaves leaves;

    /** The levels 4, 8, 12 and so on, from the leaves. */
    private final List<byte[][]> kept = new ArrayList<>();

    private final int height;

    public MerkleTree(Leaves leaves) {
        this.leaves = leaves;
        int levels = 0;
        while (width(levels) > 1) {
            levels++;
        }
        height = levels;
        var sha = Sha256.begin();
        for (int level = EACH; level <= height; level += EACH) {
            var nodes = new byte[width(level)][];
            for (int i = 0; i < nodes.length; i++) {
                nodes[i] = parent(level, i, sha);
            }
            kept.add(nodes);
        }
    }

    /** Of no leaves at all it is the hash of nothing. */
    public Hex32 root() {
        var sha = Sha256.begin();
        return Hex32.of(leaves.size() == 0 ? sha.digest() : node(height, 0, sha));
    }

    public int size() {
        return leaves.size();
    }

    /** What a leaf is hashed with on the way to the root, from below; 20 hashes of a million. */
    public List<Hex32> path(int index) {
        if (index < 0 || index >= leaves.size()) {
            throw new IndexOutOfBoundsException(index);
        }
        var sha = Sha256.begin();
        var path = new ArrayList<Hex32>();
        for (int level = 0, i = index; level < height; level++, i >>= 1) {
            int beside = i ^ 1;
            if (beside < width(level)) {
                path.add(Hex32.of(node(level, beside, sha)));
            }
        }
        return path;
    }

    /** Whether a path leads from a leaf to the root (RFC 9162, section 2.1.3.2). */
    public static boolean leads(List<Hex32> path, Hex32 leaf, long index, long size, Hex32 root) {
        if (index < 0 || index >= size || path.size() > DEEPEST) {
            return false;
        }
        var sha = Sha256.begin();
        var hash = leaf.bytes();
        long at = index;
        long last = size - 1;
        for (var beside : path) {
            if (last == 0) {
                return false;
            }
            if ((at & 1) == 1 || at == last) {
                hash = node(beside.bytes(), hash, sha);
                while ((at & 1) == 0 && at != 0) {
                    at >>= 1;
                    last >>= 1;
                }
            } else {
                hash = node(hash, beside.bytes(), sha);
            }
            at >>= 1;
            last >>= 1;
        }
        return last == 0 && Hex32.of(hash).equals(root);
    }

    private byte[] node(int level, int index, MessageDigest sha) {
        if (level == 0) {
            return leaves.slice(index, 1);
        }
        return level % EACH == 0 && level / EACH <= kept.size()
                ? kept.get(level / EACH - 1)[index]
                : parent(level, index, sha);
    }

    /** The last of an odd number goes up as it is. */
    private byte[] parent(int level, int index, MessageDigest sha) {
        int left = 2 * index;
        var hash = node(level - 1, left, sha);
        return left + 1 < width(level - 1) ? node(hash, node(level - 1, left + 1, sha), sha) : hash;
    }

    private static byte[] node(byte[] left, byte[] right, MessageDigest sha) {
        sha.update(NODE);
        sha.update(left);
        return sha.digest(right);
    }

    private int width(int level) {
        return (int) ((leaves.size() + (1L << level) - 1) >> level);
    }
}
