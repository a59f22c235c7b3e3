package encore.waiting.lobby;

import encore.kernel.TokenId;
import encore.waiting.lobby.LineProof.Closed;
import encore.waiting.lobby.LineProof.Scheduled;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A lobby from the first who joined to the order drawn, honest but for what a test changes. */
final class ShuffledLobby {

    static final Hex32 SECRET = new Hex32("5e".repeat(32));

    /** Half a minute before drand's round 1,000. */
    static final Instant OPENS = Instant.parse("2023-08-23T15:58:52Z");

    static final Instant CLOSED = Instant.parse("2023-08-23T15:58:53.250Z");
    private static final Instant SCHEDULED = Instant.parse("2023-08-20T09:00:00Z");

    private ShuffledLobby() {}

    static List<TokenId> people(int size) {
        var people = new ArrayList<TokenId>();
        for (int i = 0; i < size; i++) {
            people.add(new TokenId("0198a2b4-7f00-7abc-8def-%012d".formatted(i)));
        }
        return people;
    }

    static Leaves leaves(List<TokenId> people) {
        var leaves = new Leaves();
        people.forEach(leaves::add);
        return leaves;
    }

    static LineProof proof(Leaves leaves) {
        return closed(new MerkleTree(leaves).root(), leaves.size())
                .shuffled(SECRET, BeaconTest.ROUND_1000);
    }

    static LineProof closed(Hex32 root, int size) {
        return new LineProof(
                "default",
                scheduled(DrandQuicknet.NAME),
                new Closed(CLOSED, root, size, 1_000),
                null);
    }

    static LineProof local(Leaves leaves) {
        var beacon = new LocalBeacon();
        long round = beacon.roundFor(CLOSED);
        return new LineProof(
                        "default",
                        scheduled(LocalBeacon.NAME),
                        new Closed(CLOSED, new MerkleTree(leaves).root(), leaves.size(), round),
                        null)
                .shuffled(SECRET, LocalBeacon.in(round));
    }

    static Scheduled scheduled(String beacon) {
        return new Scheduled(SCHEDULED, Commitment.to(SECRET), beacon, OPENS);
    }

    static PlaceProof place(List<TokenId> people, LineProof proof, int index) {
        var ranks = Shuffle.ranks(proof.shuffled().seed().bytes(), people.size());
        return PlaceProof.of(
                proof.line(),
                people.get(index),
                index,
                new MerkleTree(leaves(people)),
                ranks[index]);
    }
}
