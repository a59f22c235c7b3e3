package encore.waiting.lobby;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import encore.kernel.TokenId;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/**
 * One person's part of the proof, under 2 KB: that the token was in the lobby, as which of how many
 * ({@code index}, from 0, in the order of joining), and its rank in the order drawn (0 is let in
 * first; null until the lobby is shuffled). Whoever keeps it before the beacon's value is known can
 * show later that nobody was added or left out since. Needs no other person's token or hash.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PlaceProof(
        String line,
        TokenId token,
        int index,
        int size,
        Hex32 root,
        List<Hex32> path,
        @Nullable Integer rank) {

    public PlaceProof {
        Objects.requireNonNull(line);
        Objects.requireNonNull(token);
        Objects.requireNonNull(root);
        if (index < 0 || index >= size || size > Leaves.MOST) {
            throw new IllegalArgumentException("an index below the size");
        }
        if (path.size() > MerkleTree.DEEPEST) {
            throw new IllegalArgumentException(
                    "a path of at most " + MerkleTree.DEEPEST + " hashes");
        }
        path = List.copyOf(path);
    }

    public static PlaceProof of(
            String line, TokenId token, int index, MerkleTree tree, @Nullable Integer rank) {
        return new PlaceProof(line, token, index, tree.size(), tree.root(), tree.path(index), rank);
    }

    /** Whether the path leads from the token to the root. */
    @JsonIgnore
    public boolean isInTree() {
        return MerkleTree.leads(path, Leaves.hashOf(token), index, size, root);
    }
}
