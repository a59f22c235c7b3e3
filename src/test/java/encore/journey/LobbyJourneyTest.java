package encore.journey;

import encore.testing.Answer;
import encore.testing.Person;
import encore.waiting.lobby.LineCheck;
import encore.waiting.lobby.LineCheck.Verdict;
import encore.waiting.lobby.LocalBeacon;
import encore.waiting.lobby.PlaceProof;
import encore.waiting.lobby.ProofFile;
import encore.waiting.lobby.ProofFile.Contents;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Who joins before the doors open has no place until then, and then one that anybody can check. */
class LobbyJourneyTest extends NamedLines {

    private static final Duration UNTIL_OPENING = Duration.ofMinutes(3);

    private String lobby(int capacity) {
        var line = line(capacity);
        var opens = clock.instant().plus(UNTIL_OPENING);
        assertThat(steers(line, Map.of("opensAt", opens.toString())).is(200).text("state"))
                .isEqualTo("LOBBY");
        return line;
    }

    private List<Person> people(String line, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> shop.somebody("p" + i).waitsIn(line))
                .toList();
    }

    private void doorsOpen(String line) {
        clock.forward(UNTIL_OPENING);
        eventually(() -> !lineOf(line).is(200).text("state").equals("LOBBY"));
    }

    private static PlaceProof receiptOf(Person person) {
        var lobby = person.get("/tokens/me/receipt").is(200).get("lobby");
        assertThat(lobby.isNull()).isFalse();
        assertThat(lobby.toString().length()).isLessThan(2_048);
        return ProofFile.readPlace(bytes(lobby.toString()));
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private Answer published(String line) {
        return shop.get("/line/proof?line=" + line, Map.of());
    }

    private Contents proofOf(String line) {
        return ProofFile.read(bytes(published(line).is(200).body()));
    }

    @Test
    void nobody_has_a_place_before_the_doors_open() {
        var line = lobby(10);
        var ann = people(line, 2).getFirst();
        var waits = ann.looks().is(200);
        assertThat(waits.text("status")).isEqualTo("WAITING");
        assertThat(waits.get("number").isNull()).isTrue();
        assertThat(waits.get("position").isNull()).isTrue();
        assertThat(waits.get("estimatedWait").isNull()).isTrue();
        var receipt = ann.get("/tokens/me/receipt").is(200);
        assertThat(receipt.get("number").isNull()).isTrue();
        assertThat(receipt.get("lobby").isNull()).isTrue();
        eventually(() -> lineOf(line).number("waiting") == 2);
        assertThat(lineOf(line).number("inside")).isZero();
        var said = proofOf(line);
        assertThat(said.proof().closed()).isNull();
        assertThat(said.proof().shuffled()).isNull();
        assertThat(published(line).body()).contains("commitment").doesNotContain("secret");
    }

    @Test
    void the_order_is_the_one_that_was_published_and_the_first_in_it_comes_in_first() {
        var line = lobby(1);
        var people = people(line, 12);
        doorsOpen(line);
        var late = shop.somebody("late").waitsIn(line);
        var receipts = new ArrayList<PlaceProof>();
        for (var person : people) {
            receipts.add(receiptOf(person));
        }
        assertThat(receipts).extracting(PlaceProof::rank).doesNotHaveDuplicates();
        assertThat(receipts)
                .extracting(PlaceProof::index)
                .containsExactlyElementsOf(IntStream.range(0, 12).boxed().toList());
        var proof = proofOf(line);
        assertThat(LineCheck.of(proof.proof(), proof.leaves(), receipts))
                .hasSizeGreaterThan(receipts.size())
                .noneMatch(finding -> finding.verdict() == Verdict.FAILS)
                .anyMatch(finding -> finding.verdict() == Verdict.NOTE
                        && finding.sentence().contains("trying things out"));
        var ordered = new ArrayList<>(people);
        ordered.sort(Comparator.comparing(
                person -> receipts.get(people.indexOf(person)).rank()));
        for (int rank = 0; rank < 3; rank++) {
            isLetIn(ordered.get(rank), line);
            var receipt = ordered.get(rank).get("/tokens/me/receipt").is(200);
            assertThat(receipt.text("rule")).isEqualTo("LOBBY");
            eventually(() ->
                    ordered.get(ordered.size() - 1).asksForToken(line).number("position") > 1);
            for (int behind = rank + 1; behind < ordered.size(); behind++) {
                var waits = ordered.get(behind).asksForToken(line).is(200);
                assertThat(waits.text("status")).isEqualTo("WAITING");
                assertThat(waits.number("number")).isEqualTo(behind + 1);
                assertThat(waits.number("position")).isEqualTo(behind - rank);
            }
            assertThat(late.asksForToken(line).number("number")).isEqualTo(13);
            ordered.get(rank).leaves().is(204);
        }
        assertThat(late.get("/tokens/me/receipt").is(200).get("lobby").isNull()).isTrue();
        assertThat(published(line).body())
                .as("what was said stays so")
                .isEqualTo(published(line).body());
        assertThat(stored("LobbyClosed", "line:" + line)).isOne();
        assertThat(stored("LobbyShuffled", "line:" + line)).isOne();
    }

    @Test
    void who_leaves_the_lobby_is_not_of_it() {
        var line = lobby(10);
        var people = people(line, 4);
        people.get(1).leaves().is(204);
        doorsOpen(line);
        var proof = proofOf(line);
        assertThat(proof.proof().closed().size()).isEqualTo(3);
        var receipts = List.of(
                receiptOf(people.get(0)), receiptOf(people.get(2)), receiptOf(people.get(3)));
        assertThat(LineCheck.of(proof.proof(), proof.leaves(), receipts))
                .noneMatch(finding -> finding.verdict() == Verdict.FAILS);
        assertThat(people.get(1).get("/tokens/me/receipt").is(200).get("lobby").isNull())
                .isTrue();
    }

    @Test
    void an_empty_lobby_opens_as_well() {
        var line = lobby(10);
        doorsOpen(line);
        assertThat(proofOf(line).proof().closed().size()).isZero();
        inside("ann", line);
    }

    @Test
    void doors_are_put_off_and_a_second_lobby_is_shuffled_anew() {
        var line = lobby(10);
        people(line, 2);
        var later = clock.instant().plus(UNTIL_OPENING.multipliedBy(2));
        steers(line, Map.of("opensAt", later.toString())).is(200);
        clock.forward(UNTIL_OPENING);
        assertThat(stored("LobbyClosed", "line:" + line)).isZero();
        doorsOpen(line);
        assertThat(stored("LobbyShuffled", "line:" + line)).isOne();
        var again = clock.instant().plus(UNTIL_OPENING);
        steers(line, Map.of("opensAt", again.toString())).is(200);
        var eve = shop.somebody("eve").waitsIn(line);
        assertThat(eve.looks().get("number").isNull()).isTrue();
        doorsOpen(line);
        isLetIn(eve, line);
        assertThat(stored("LobbyShuffled", "line:" + line)).isEqualTo(2);
    }

    @Test
    void no_beacon_is_taken_where_none_is_waited_for() {
        var line = lobby(1);
        var value = LocalBeacon.in(clock.instant().getEpochSecond());
        for (var of : List.of(line, "nowhere")) {
            var error = shop.operator(
                            "POST",
                            "/line/beacon",
                            Map.of(
                                    "line",
                                    of,
                                    "round",
                                    value.round(),
                                    "randomness",
                                    value.randomness().value()))
                    .isRefused(400, "INVALID_REQUEST")
                    .get("errors")
                    .get(0);
            assertThat(error.get("field").asString()).isEqualTo("line");
        }
    }

    /** Memory knows that the lobby is closed before the tables do. */
    @Test
    void a_proof_is_whole_or_not_given_while_the_tables_are_late() throws SQLException {
        var line = lobby(10);
        try (var _ = tablesAreLate()) {
            people(line, 3);
            doorsOpen(line);
            published(line).isRefused(503, "OVERLOADED");
        }
        written();
        assertThat(proofOf(line).leaves().size()).isEqualTo(3);
    }

    @Test
    void a_proof_is_of_one_lobby_though_the_next_is_scheduled_meanwhile() throws Exception {
        var line = lobby(10);
        people(line, 3);
        doorsOpen(line);
        written();
        var again = Map.<String, Object>of(
                "opensAt", clock.instant().plus(UNTIL_OPENING).toString());
        try (var late = tablesAreLate();
                var asked = Executors.newVirtualThreadPerTaskExecutor()) {
            people(line, 1);
            var answers = IntStream.range(0, 8)
                    .mapToObj(i -> asked.submit(() -> published(line)))
                    .toList();
            steers(line, again).is(200);
            late.letGo();
            for (var answer : answers) {
                answer.get().is(200);
            }
        }
    }

    /** Who came in before is counted in the tables. */
    @Test
    void a_receipt_is_not_given_while_the_tables_are_late() throws SQLException {
        var line = line(2);
        Person bob;
        try (var _ = tablesAreLate()) {
            inside("ann", line);
            bob = inside("bob", line);
            bob.get("/tokens/me/receipt").isRefused(503, "OVERLOADED");
        }
        written();
        assertThat(bob.get("/tokens/me/receipt").is(200).number("admittedBefore"))
                .isEqualTo(1);
    }

    @Test
    void there_is_no_proof_of_what_never_was() {
        published(line(1)).isRefused(404, "NOT_FOUND");
        published("nowhere").isRefused(404, "NOT_FOUND");
    }
}
