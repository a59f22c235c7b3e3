package encore.journey;

import encore.testing.Answer;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Where a public beacon decides, nothing happens until its value is given. */
@TestPropertySource(properties = "encore.waiting.beacon=drand-quicknet")
class DrandLobbyTest extends NamedLines {

    /** Of round 1,000 of the real network: genuine, and long past. */
    private static final String RANDOMNESS =
            "fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd";

    private static final String SIGNATURE =
            "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125"
                    + "e342b73a8dd2bacbe47e4b6b63ed5e39";

    private Answer gives(String line, long round, String randomness, String signature) {
        var body = new HashMap<String, Object>(
                Map.of("line", line, "round", round, "randomness", randomness));
        if (signature != null) {
            body.put("signature", signature);
        }
        return shop.operator("POST", "/line/beacon", body);
    }

    private static void isUnfit(Answer answer, String field) {
        var error = answer.isRefused(400, "INVALID_REQUEST").get("errors").get(0);
        assertThat(error.get("field").asString()).isEqualTo(field);
        assertThat(error.get("message").asString()).contains(" ");
    }

    @Test
    void a_closed_lobby_waits_for_its_round_and_takes_no_other() {
        var line = line(10);
        var opens = clock.instant().plus(Duration.ofMinutes(3));
        steers(line, Map.of("opensAt", opens.toString())).is(200);
        var ann = shop.somebody("ann").waitsIn(line);
        isUnfit(gives(line, 1_000, RANDOMNESS, SIGNATURE), "line");
        clock.forward(Duration.ofMinutes(3));
        eventually(() -> stored("LobbyClosed", "line:" + line) == 1);
        var proof = shop.get("/line/proof?line=" + line, Map.of()).is(200);
        assertThat(proof.get("scheduled").get("beacon").asString()).isEqualTo("drand-quicknet");
        assertThat(proof.get("closed").get("size").asInt()).isEqualTo(1);
        assertThat(proof.get("shuffled").isNull()).isTrue();
        long round = proof.get("closed").get("round").asLong();
        clock.forward(Duration.ofMinutes(1));
        isUnfit(gives(line, 1_000, RANDOMNESS, SIGNATURE), "round");
        isUnfit(gives(line, round + 1, RANDOMNESS, SIGNATURE), "round");
        isUnfit(gives(line, round, RANDOMNESS, SIGNATURE), "signature");
        isUnfit(gives(line, round, RANDOMNESS, null), "signature");
        isUnfit(gives(line, round, RANDOMNESS, ""), "signature");
        for (var malformed : List.of("", "FE", RANDOMNESS.toUpperCase(), RANDOMNESS + "00")) {
            gives(line, round, malformed, SIGNATURE).isRefused(400, "INVALID_REQUEST");
        }
        shop.post("/line/beacon", Map.of("line", line), Map.of())
                .isRefused(401, "OPERATOR_REQUIRED");
        var later = clock.instant().plus(Duration.ofMinutes(3)).toString();
        isUnfit(steers(line, Map.of("opensAt", later)), "opensAt");
        var late = shop.somebody("late").waitsIn(line);
        for (var person : List.of(ann, late)) {
            var waits = person.looks().is(200);
            assertThat(waits.text("status")).isEqualTo("WAITING");
            assertThat(waits.get("position").isNull()).isTrue();
        }
        assertThat(lineOf(line).text("state")).isEqualTo("LOBBY");
        assertThat(stored("LobbyShuffled", "line:" + line)).isZero();
        assertThat(ann.get("/tokens/me/receipt")
                        .is(200)
                        .get("lobby")
                        .get("rank")
                        .isNull())
                .isTrue();
    }
}
