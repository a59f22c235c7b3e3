package encore.waiting.line;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import encore.kernel.LineName;
import encore.kernel.TokenId;
import encore.readmodel.ProcessorProgress;
import encore.waiting.lobby.Hex32;
import encore.waiting.lobby.Leaves;
import encore.waiting.lobby.LineProof;
import encore.waiting.lobby.LineProof.Closed;
import encore.waiting.lobby.LineProof.Scheduled;
import encore.waiting.lobby.LineProof.Shuffled;
import encore.waiting.lobby.MerkleTree;
import encore.waiting.lobby.PlaceProof;
import encore.waiting.lobby.Shuffle;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/** What can be shown of the lobby of a line: that its order is what it has to be. */
@Component
public class LobbyProofs {

    private static final int PAGE = 10_000;
    private static final int KEPT = 4;

    private final LineCache lines;
    private final ProcessorProgress processors;
    private final JdbcClient jdbc;

    /** Of closed lobbies, by what was published: a million people take seconds to read again. */
    private final Cache<LineProof, Lobby> lobbies =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    LobbyProofs(LineCache lines, ProcessorProgress processors, JdbcClient jdbc) {
        this.lines = lines;
        this.processors = processors;
        this.jdbc = jdbc;
    }

    /** A proof, and the hashes of all who were in the lobby; none while it is open. */
    public record Proof(LineProof said, Leaves leaves) {}

    private static final class Lobby {

        /** So many bits of an entry are the index. */
        private static final int INDEX_BITS = 23;

        private final Leaves leaves;
        private final MerkleTree tree;

        /** The beginning of each leaf, and its index: sorted, to find one by halving. */
        private final long[] entries;

        /** Null as long as there is no order. */
        private volatile int @Nullable [] ranks;

        private Lobby(Leaves leaves) {
            this.leaves = leaves;
            this.tree = new MerkleTree(leaves);
            this.entries = new long[leaves.size()];
            for (int index = 0; index < entries.length; index++) {
                entries[index] = beginning(leaves.slice(index, 1)) | index;
            }
            Arrays.sort(entries);
        }

        private static long beginning(byte[] leaf) {
            return ByteBuffer.wrap(leaf).getLong() >>> 1 & -1L << INDEX_BITS;
        }

        /** The index of a token; negative when it was not here. */
        int indexOf(TokenId token) {
            var leaf = Leaves.hashOf(token).bytes();
            long beginning = beginning(leaf);
            int at = Arrays.binarySearch(entries, beginning);
            for (int i = at < 0 ? -at - 1 : at;
                    i < entries.length && (entries[i] & -1L << INDEX_BITS) == beginning;
                    i++) {
                int index = (int) (entries[i] & (1L << INDEX_BITS) - 1);
                if (Arrays.equals(leaves.slice(index, 1), leaf)) {
                    return index;
                }
            }
            return -1;
        }

        @Nullable
        Integer rankOf(int index, @Nullable String seed) {
            if (seed == null) {
                return null;
            }
            var drawn = ranks;
            if (drawn == null) {
                drawn = Shuffle.ranks(new Hex32(seed).bytes(), leaves.size());
                ranks = drawn;
            }
            return drawn[index];
        }
    }

    /** What was published until now; empty where no doors were ever scheduled. */
    public Optional<Proof> of(LineName line) {
        var terms = lines.line(line).terms();
        if (terms == null || terms.opensAt == null) {
            return Optional.empty();
        }
        var said = said(terms);
        return Optional.of(new Proof(
                said, said.closed() == null ? new Leaves() : lobbyOf(terms, said.closed()).leaves));
    }

    /** One person's part of it; empty for who was not in the lobby, or while it is open. */
    public Optional<PlaceProof> placeOf(TokenId token) {
        var terms = lines.line(token.line()).terms();
        if (terms == null || terms.closedAt == null) {
            return Optional.empty();
        }
        var lobby = lobbyOf(terms, requireNonNull(said(terms).closed()));
        int index = lobby.indexOf(token);
        return index < 0
                ? Optional.empty()
                : Optional.of(PlaceProof.of(
                        terms.line, token, index, lobby.tree, lobby.rankOf(index, terms.seed)));
    }

    private static LineProof said(LineRow terms) {
        return new LineProof(
                terms.line,
                new Scheduled(
                        requireNonNull(terms.scheduledAt),
                        new Hex32(requireNonNull(terms.commitment)),
                        requireNonNull(terms.beacon),
                        requireNonNull(terms.opensAt)),
                terms.closedAt == null
                        ? null
                        : new Closed(
                                terms.closedAt,
                                new Hex32(requireNonNull(terms.root)),
                                Math.toIntExact(requireNonNull(terms.size)),
                                requireNonNull(terms.round)),
                terms.shuffledAt == null
                        ? null
                        : new Shuffled(
                                new Hex32(requireNonNull(terms.randomness)),
                                terms.signature == null ? "" : terms.signature,
                                new Hex32(requireNonNull(terms.secret)),
                                new Hex32(requireNonNull(terms.seed))));
    }

    private Lobby lobbyOf(LineRow terms, Closed closed) {
        return lobbies.get(said(terms), said -> {
            // That it is closed was known from memory.
            processors.require(LineProjection.NAME);
            var lobby = read(terms);
            if (!lobby.tree.root().equals(closed.root())) {
                throw new IllegalStateException(
                        "the table tells of another lobby of line " + terms.line + " than closed");
            }
            return lobby;
        });
    }

    private Lobby read(LineRow terms) {
        var leaves = new Leaves();
        long upTo = requireNonNull(terms.upTo);
        jdbc.sql("""
                select token_id, absences from line
                 where line = ? and joined between 1 and ? and (ended is null or ended > ?)
                 order by joined
                """).params(terms.line, upTo, upTo).withFetchSize(PAGE).query(row -> {
            if (!Absences.cover(row.getString(2), upTo)) {
                leaves.add(new TokenId(row.getString(1)));
            }
        });
        return new Lobby(leaves);
    }
}
