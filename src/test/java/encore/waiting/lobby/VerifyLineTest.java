package encore.waiting.lobby;

import encore.kernel.TokenId;
import encore.testing.BesideServers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The command says what it finds in files that anybody can have made, and ends accordingly. */
@BesideServers
class VerifyLineTest {

    private final List<TokenId> people = ShuffledLobby.people(2_500);
    private final Leaves leaves = ShuffledLobby.leaves(people);
    private final LineProof honest = ShuffledLobby.proof(leaves);
    private String said = "";

    @TempDir
    Path folder;

    private Path proof;

    @BeforeEach
    void write() throws IOException {
        proof = written("proof.json", honest, leaves);
    }

    @Test
    void a_fair_start_is_called_fair() throws IOException {
        var receipt = receipt("receipt.json", ShuffledLobby.place(people, honest, 1_234));
        assertThat(verify(proof, receipt)).isEqualTo(VerifyLine.FAIR);
        assertThat(said)
                .contains("round 1000 of 2023-08-23T15:59:24Z")
                .contains("is at index 1,234 of the list, and has the place that was drawn")
                .contains("The draw was fair")
                .doesNotContain("FAIL");
    }

    @Test
    void a_receipt_is_taken_as_the_server_gives_it() throws IOException {
        var place = ProofFile.write(ShuffledLobby.place(people, honest, 1_234));
        var receipt = Files.writeString(
                folder.resolve("whole.json"),
                "{\"number\":7,\"lobby\":" + new String(place, UTF_8) + "}");
        assertThat(verify(proof, receipt)).isEqualTo(VerifyLine.FAIR);
        assertThat(said).contains("is at index 1,234 of the list");
    }

    @Test
    void several_receipts_are_checked_at_once() throws IOException {
        var place = ShuffledLobby.place(people, honest, 7);
        var right = receipt("right.json", place);
        var wrong = receipt(
                "wrong.json",
                new PlaceProof("vip", place.token(), 7, 2_500, place.root(), place.path(), 0));
        assertThat(verify(proof, right, wrong)).isEqualTo(VerifyLine.UNFAIR);
        assertThat(said).contains("FAIL").contains("The draw was NOT fair");
    }

    @Test
    void an_unfair_start_is_called_unfair() throws IOException {
        leaves.add(new TokenId("a-friend"));
        assertThat(verify(written("cheat.json", honest, leaves))).isEqualTo(VerifyLine.UNFAIR);
        assertThat(said).contains("FAIL  The list is not the one that was sealed");
    }

    @Test
    void a_local_beacon_is_not_enough_unless_asked_for() throws IOException {
        var local = written("local.json", ShuffledLobby.local(leaves), leaves).toString();
        assertThat(verify(local)).isEqualTo(VerifyLine.UNFAIR);
        assertThat(said)
                .contains("note")
                .contains("does not bind the operator")
                .contains("--local");
        assertThat(verify("--local", local)).isEqualTo(VerifyLine.FAIR);
        assertThat(said).contains("for trying things out");
    }

    @Test
    void what_is_not_shuffled_yet_is_not_judged() throws IOException {
        var closed = ShuffledLobby.closed(honest.closed().root(), 2_500);
        assertThat(verify(written("early.json", closed, leaves))).isEqualTo(VerifyLine.UNREADABLE);
        assertThat(said).contains("the lobby is not shuffled yet");
    }

    @Test
    void a_proof_is_read_as_it_was_written() throws IOException {
        try (var in = Files.newInputStream(proof)) {
            var read = ProofFile.read(in);
            assertThat(read.proof()).isEqualTo(honest);
            assertThat(read.leaves().slice(0, 2_500)).isEqualTo(leaves.slice(0, 2_500));
        }
    }

    @Test
    void a_receipt_among_a_million_is_under_two_kilobytes() {
        var list = ShuffledLobby.leaves(ShuffledLobby.people(1_000_000));
        var longest = new TokenId("i".repeat(64));
        list.add(longest);
        var place =
                PlaceProof.of("l".repeat(20), longest, 600_000, new MerkleTree(list), 1_000_000);
        assertThat(place.path()).hasSize(20);
        assertThat(ProofFile.write(place)).hasSizeLessThan(2_000);
    }

    @Test
    void a_receipt_needs_the_head_of_a_proof_alone() throws IOException {
        var text = Files.readString(proof);
        var head = folder.resolve("head.json");
        Files.writeString(head, text.substring(0, text.indexOf(",\"leaves\"")) + "}");
        var place = ShuffledLobby.place(people, honest, 5);
        assertThat(verify(head, receipt("receipt.json", place))).isEqualTo(VerifyLine.FAIR);
        assertThat(said).contains("note  The list itself is not here");
        var told = new PlaceProof(
                "default", place.token(), 6, 2_500, place.root(), place.path(), place.rank());
        assertThat(verify(head, receipt("receipt.json", told))).isEqualTo(VerifyLine.UNFAIR);
        assertThat(verify(head)).isEqualTo(VerifyLine.UNREADABLE);
        assertThat(said).contains("neither the leaves nor a receipt is there");
    }

    @Test
    void a_receipt_may_say_more_than_it_proves() throws IOException {
        var json = new String(
                ProofFile.write(ShuffledLobby.place(people, honest, 5)), StandardCharsets.UTF_8);
        var more = folder.resolve("more.json");
        Files.writeString(more, json.replaceFirst("\\{", "{\"number\":17,"));
        assertThat(verify(proof, more)).isEqualTo(VerifyLine.FAIR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "{",
                "{}",
                "{\"line\":\"default\"}",
                "{\"line\":7}",
                "{\"leaves\":{}}",
                "{\"leaves\":[7]}",
                "{\"leaves\":[\"?\"]}",
                "{\"leaves\":[\"AAAA\"]}",
                "{\"leaves\":[null]}",
                "{\"leaves\":[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]}",
                "{\"bribe\":1}",
                "{\"line\":\"a\",\"line\":\"b\"}",
                "{\"scheduled\":\"soon\"}",
                "{\"scheduled\":{\"at\":null}}",
                "{\"closed\":{\"size\":1e9}}"
            })
    void what_is_no_proof_is_refused(String text) throws IOException {
        var file = folder.resolve("bad.json");
        Files.writeString(file, text);
        assertThat(verify(file)).isEqualTo(VerifyLine.UNREADABLE);
        assertThat(said).startsWith("There is nothing to check: ").doesNotContain("Exception");
        assertThat(verify(proof, file)).isEqualTo(VerifyLine.UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"default\"|\"\\u001b[31m\"",
                "\"size\":2500|\"size\":2500.5",
                "\"size\":2500|\"size\":-1",
                "\"size\":2500|\"size\":99999999999",
                "\"size\":2500|\"size\":5000001",
                "\"size\":2500|\"size\":\"2500\"",
                "\"round\":1000|\"round\":0",
                "\"round\":1000|\"round\":null",
                "\"drand-quicknet\"|null",
                "2023-08-23T15:58:53|+999999999-08-23T15:58:53",
                "\"secret\":\"5e|\"secret\":\"5E",
                "}$|}{}",
                "}$|",
                "\"leaves\":\\[|\"leaves\":[\"\",\"A\","
            })
    void a_proof_with_one_thing_out_of_form_is_refused(String change) throws IOException {
        var parts = change.split("\\|", -1);
        var text = Files.readString(proof);
        var changed = text.replaceFirst(parts[0], Matcher.quoteReplacement(parts[1]));
        assertThat(changed).isNotEqualTo(text);
        Files.writeString(proof, changed);
        assertThat(verify(proof)).isEqualTo(VerifyLine.UNREADABLE);
        assertThat(said).startsWith("There is nothing to check: ").doesNotContain("\u001b");
    }

    @Test
    void a_proof_with_any_character_changed_is_never_fair() throws IOException {
        var text = Files.readString(proof);
        int head = text.indexOf("\"leaves\"");
        var random = new Random(9162);
        for (int i = 0; i < 400; i++) {
            int at = random.nextInt(i % 2 == 0 ? head : text.length());
            char other = "0123456789abcdefAZ/+\",:{}[]".charAt(random.nextInt(27));
            if (text.charAt(at) == other || isHarmless(text, at)) {
                continue;
            }
            Files.writeString(proof, text.substring(0, at) + other + text.substring(at + 1));
            assertThat(verify(proof))
                    .as("%s instead of %s at %s", other, text.charAt(at), at)
                    .isNotEqualTo(VerifyLine.FAIR);
        }
    }

    /** When the doors were scheduled is not proven, and a time may be a little another. */
    private static boolean isHarmless(String text, int at) {
        return Stream.of("\"at\":\"", "\"opensAt\":\"").anyMatch(name -> {
            int from = text.lastIndexOf(name, at);
            return from >= 0 && at < from + name.length() + 26;
        });
    }

    @Test
    void files_too_long_or_not_there_are_refused() throws IOException {
        var long_ = folder.resolve("long.json");
        Files.write(long_, new byte[70_000]);
        assertThat(verify(proof, long_)).isEqualTo(VerifyLine.UNREADABLE);
        assertThat(said).contains("is longer than");
        assertThat(verify(folder.resolve("none.json"))).isEqualTo(VerifyLine.UNREADABLE);
        assertThat(verify(folder)).isEqualTo(VerifyLine.UNREADABLE);
        assertThat(verify(new String[0])).isEqualTo(VerifyLine.UNREADABLE);
        assertThat(said).contains("proof.json [receipt.json ...]");
    }

    @Test
    void an_endless_text_is_refused() throws IOException {
        var file = folder.resolve("endless.json");
        Files.writeString(file, "{\"leaves\":[\"" + "A".repeat(3_000_000) + "\"]}");
        assertThat(verify(file)).isEqualTo(VerifyLine.UNREADABLE);
    }

    private Path written(String name, LineProof proof, Leaves leaves) throws IOException {
        var file = folder.resolve(name);
        try (var out = Files.newOutputStream(file)) {
            ProofFile.write(proof, leaves, out);
        }
        return file;
    }

    private Path receipt(String name, PlaceProof place) throws IOException {
        return Files.write(folder.resolve(name), ProofFile.write(place));
    }

    private int verify(Path... files) {
        return verify(Stream.of(files).map(Path::toString).toArray(String[]::new));
    }

    private int verify(String... args) {
        var bytes = new ByteArrayOutputStream();
        int code = VerifyLine.run(List.of(args), new PrintStream(bytes, true));
        said = bytes.toString(StandardCharsets.UTF_8);
        return code;
    }
}
