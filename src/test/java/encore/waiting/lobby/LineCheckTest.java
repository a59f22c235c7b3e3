package encore.waiting.lobby;

import encore.kernel.TokenId;
import encore.testing.BesideServers;
import encore.waiting.lobby.LineCheck.Verdict;
import encore.waiting.lobby.LineProof.Closed;
import encore.waiting.lobby.LineProof.Scheduled;
import encore.waiting.lobby.LineProof.Shuffled;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Each way of cheating is found, and said; an honest lobby is not accused. */
@BesideServers
class LineCheckTest {

    private static final Hex32 OTHER = new Hex32("0e".repeat(32));

    private final List<TokenId> people = ShuffledLobby.people(1_000);
    private final Leaves leaves = ShuffledLobby.leaves(people);
    private final LineProof honest = ShuffledLobby.proof(leaves);

    @Test
    void an_honest_lobby_of_any_size_is_not_accused() {
        for (int size : new int[] {0, 1, 2, 3, 16, 17, 1_000}) {
            var some = people.subList(0, size);
            var list = ShuffledLobby.leaves(some);
            var proof = ShuffledLobby.proof(list);
            var places = new ArrayList<PlaceProof>();
            for (int i = 0; i < size; i += 37) {
                places.add(ShuffledLobby.place(some, proof, i));
            }
            assertThat(LineCheck.of(proof, list, places))
                    .allMatch(finding -> finding.verdict() == Verdict.HOLDS)
                    .hasSize(9 + places.size() - 1);
        }
    }

    @Test
    void a_swapped_secret_is_found() {
        var seed = Seed.of(
                "default",
                OTHER,
                honest.closed().root(),
                1_000,
                "drand-quicknet",
                BeaconTest.ROUND_1000);
        var value = honest.shuffled();
        accuses(
                with(new Shuffled(value.randomness(), value.signature(), OTHER, seed)),
                "The secret is not the one");
    }

    @Test
    void a_swapped_seed_is_found() {
        var value = honest.shuffled();
        accuses(
                with(new Shuffled(value.randomness(), value.signature(), value.secret(), OTHER)),
                "The seed is not the one");
    }

    @Test
    void somebody_added_after_the_closing_is_found() {
        leaves.add(new TokenId("a-friend"));
        accuses(honest, "The list has 1,001 people", "The list is not the one that was sealed");
        accuses(with(sealed(honest.closed().root(), 1_001, 1_000)), "The list is not", "The seed");
    }

    @Test
    void somebody_left_out_is_found() {
        var fewer = new ArrayList<>(people);
        fewer.remove(500);
        assertThat(accusations(honest, ShuffledLobby.leaves(fewer)))
                .hasSize(2)
                .satisfies(said -> assertThat(said.get(1)).startsWith("The list is not the one"));
    }

    @Test
    void people_moved_in_the_list_are_found() {
        var moved = new ArrayList<>(people);
        Collections.swap(moved, 3, 900);
        assertThat(accusations(honest, ShuffledLobby.leaves(moved)))
                .singleElement()
                .asString()
                .startsWith("The list is not the one that was sealed");
    }

    @Test
    void somebody_on_the_list_twice_is_found() {
        leaves.add(people.get(7));
        accuses(ShuffledLobby.proof(leaves), "The one at index 1,000 of the list is there twice");
    }

    /** Genuine, and a better one for somebody. */
    @Test
    void another_round_is_found() {
        var other = BeaconTest.ROUND_657413;
        accuses(
                with(sealed(honest.closed().root(), 1_000, other.round()))
                        .shuffled(ShuffledLobby.SECRET, other),
                "The closing time demands round 1000");
    }

    @Test
    void a_value_that_the_beacon_never_said_is_found() {
        accuses(
                honest.shuffled(
                        ShuffledLobby.SECRET,
                        new BeaconValue(1_000, OTHER, honest.shuffled().signature())),
                "The beacon has not said");
        accuses(
                honest.shuffled(
                        ShuffledLobby.SECRET,
                        new BeaconValue(
                                1_000,
                                BeaconTest.ROUND_657413.randomness(),
                                BeaconTest.ROUND_657413.signature())),
                "The beacon has not said");
    }

    @Test
    void another_beacon_is_found() {
        accuses(with(ShuffledLobby.scheduled("dice")), "The beacon \"dice\" is not", "The seed");
        accuses(
                with(ShuffledLobby.scheduled("local")),
                "The closing time demands round 1692806334",
                "The beacon has not said",
                "The seed");
    }

    @Test
    void another_closing_time_is_found() {
        accuses(with(closed(ShuffledLobby.CLOSED.plusSeconds(3))), "The closing time demands");
        accuses(with(closed(ShuffledLobby.OPENS.minusMillis(1))), "The lobby closed at");
        accuses(
                with(closed(Instant.parse("2023-08-19T00:00:00Z"))),
                "The lobby closed at",
                "The closing time demands");
    }

    @Test
    void a_late_closing_is_noted() {
        var scheduled = honest.scheduled();
        var late = with(new Scheduled(
                scheduled.at(),
                scheduled.commitment(),
                scheduled.beacon(),
                ShuffledLobby.CLOSED.minus(Duration.ofMinutes(5))));
        assertThat(LineCheck.of(late, leaves, List.of()))
                .filteredOn(finding -> finding.verdict() == Verdict.NOTE)
                .singleElement()
                .satisfies(note -> assertThat(note.sentence()).contains("PT5M later"));
    }

    @Test
    void a_changed_number_of_people_is_found() {
        accuses(
                with(sealed(honest.closed().root(), 999, 1_000)),
                "The list has 1,000 people",
                "The seed");
    }

    @Test
    void an_order_told_otherwise_is_found() {
        var place = ShuffledLobby.place(people, honest, 42);
        var told = new PlaceProof(
                place.line(), place.token(), 42, 1_000, place.root(), place.path(), 0);
        assertThat(accusations(honest, leaves, told))
                .singleElement()
                .asString()
                .endsWith("but the receipt says 1: the order was changed.");
    }

    /** Two people are shown two lists, each of which is sound by itself. */
    @Test
    void two_orders_are_found() {
        var others = new ArrayList<>(people);
        others.set(999, new TokenId("a-friend"));
        var second = ShuffledLobby.proof(ShuffledLobby.leaves(others));
        assertThat(accusations(second, ShuffledLobby.leaves(others))).isEmpty();
        assertThat(accusations(second, ShuffledLobby.leaves(others), place(42)))
                .singleElement()
                .asString()
                .contains("different people different things");
    }

    @Test
    void a_receipt_from_before_the_draw_binds_the_operator() {
        var early = PlaceProof.of("default", people.get(3), 3, new MerkleTree(leaves), null);
        assertThat(accusations(honest, leaves, early)).isEmpty();
        leaves.add(new TokenId("a-friend"));
        assertThat(accusations(ShuffledLobby.proof(leaves), leaves, early)).hasSize(1);
    }

    @Test
    void a_tampered_receipt_is_found() {
        var random = new Random(4);
        for (int i = 0; i < 300; i++) {
            assertThat(accusations(honest, leaves, tampered(place(random.nextInt(1_000)), random)))
                    .hasSize(1);
        }
    }

    private static PlaceProof tampered(PlaceProof p, Random random) {
        var path = new ArrayList<>(p.path());
        var token = p.token();
        int index = p.index();
        int rank = p.rank();
        var line = p.line();
        switch (random.nextInt(6)) {
            case 0 -> token = new TokenId("somebody-else");
            case 1 -> index = (index + 1 + random.nextInt(999)) % 1_000;
            case 2 -> path.set(random.nextInt(path.size()), OTHER);
            case 3 -> path.removeLast();
            case 4 -> rank = rank == 0 ? 1 : rank - 1;
            default -> line = "vip";
        }
        return new PlaceProof(line, token, index, 1_000, p.root(), path, rank);
    }

    @Test
    void a_lobby_not_shuffled_yet_is_not_judged() {
        var closed = ShuffledLobby.closed(honest.closed().root(), 1_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LineCheck.of(closed, leaves, List.of()))
                .withMessage("the lobby is not shuffled yet");
    }

    private PlaceProof place(int index) {
        return ShuffledLobby.place(people, honest, index);
    }

    private Closed sealed(Hex32 root, int size, long round) {
        return new Closed(ShuffledLobby.CLOSED, root, size, round);
    }

    private Closed closed(Instant at) {
        return new Closed(at, honest.closed().root(), 1_000, 1_000);
    }

    private LineProof with(Closed closed) {
        return new LineProof("default", honest.scheduled(), closed, honest.shuffled());
    }

    private LineProof with(Scheduled scheduled) {
        return new LineProof("default", scheduled, honest.closed(), honest.shuffled());
    }

    private LineProof with(Shuffled shuffled) {
        return new LineProof("default", honest.scheduled(), honest.closed(), shuffled);
    }

    /** Of these things, in this order, and of nothing else. */
    private void accuses(LineProof proof, String... beginnings) {
        var said = accusations(proof, leaves);
        assertThat(said).hasSameSizeAs(beginnings);
        for (int i = 0; i < beginnings.length; i++) {
            assertThat(said.get(i)).startsWith(beginnings[i]);
        }
    }

    private static List<String> accusations(LineProof proof, Leaves leaves, PlaceProof... places) {
        return LineCheck.of(proof, leaves, List.of(places)).stream()
                .filter(finding -> finding.verdict() == Verdict.FAILS)
                .map(LineCheck.Finding::sentence)
                .toList();
    }
}
