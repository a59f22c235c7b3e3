package encore.journey;

import encore.testing.Answer;
import encore.testing.Person;
import encore.waiting.price.Solver;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** A price for joining, that the operator switches on and off. */
class WorkJourneyTest extends NamedLines {

    private static final int BITS = 14;

    private String pricedLine(int bits) {
        var line = line(100);
        steers(line, Map.of("work", Map.of("difficulty", bits))).is(200);
        return line;
    }

    private Answer joins(Person person, String line, Map<String, String> work) {
        return shop.post(
                "/tokens", Map.of("userId", person.name(), "line", line, "work", work), Map.of());
    }

    private static Map<String, String> solved(Answer asked, Person person) {
        var work = Solver.solve(
                asked.text("challenge"), (int) asked.number("difficulty"), person.name());
        return Map.of("challenge", work.challenge(), "nonce", work.nonce());
    }

    @Test
    void who_is_refused_knows_what_to_do_and_comes_in_with_it() {
        var line = pricedLine(BITS);
        var ann = shop.somebody("ann");
        var refused = ann.asksForToken(line).isRefused(428, "WORK_REQUIRED");
        assertThat(refused.number("difficulty")).isGreaterThanOrEqualTo(BITS);
        assertThat(refused.text("expiresAt")).endsWith("Z");
        var token = joins(ann, line, solved(refused, ann)).is(201).text("token");
        assertThat(ann.asksForToken(line).is(200).text("token"))
                .as("who has a token needs no work")
                .isEqualTo(token);
    }

    @Test
    void a_challenge_can_be_asked_for_before() {
        var line = pricedLine(BITS);
        var ann = shop.somebody("ann");
        var challenge = shop.get("/line/challenge?line=" + line, Map.of()).is(200);
        assertThat(challenge.header("Cache-Control")).contains("no-store");
        joins(ann, line, solved(challenge, ann)).is(201);
    }

    @Test
    void where_joining_is_free_there_is_no_challenge() {
        assertThat(shop.get("/line/challenge", Map.of()).is(204).body()).isEmpty();
        assertThat(shop.get("/line/challenge?line=nowhere", Map.of()).is(204).body())
                .isEmpty();
        var line = pricedLine(BITS);
        steers(line, Map.of("work", Map.of("difficulty", 0))).is(200);
        shop.get("/line/challenge?line=" + line, Map.of()).is(204);
        shop.somebody("ann").asksForToken(line).is(201);
    }

    @Test
    void what_does_not_pay_is_refused() {
        var line = pricedLine(16);
        var ann = shop.somebody("ann");
        var eve = shop.somebody("eve");
        var asked = eve.asksForToken(line).isRefused(428, "WORK_REQUIRED");
        var work = solved(asked, ann);
        joins(eve, line, work).isRefused(428, "WORK_REQUIRED");
        joins(eve, line, Map.of("challenge", "forged", "nonce", "1"))
                .isRefused(428, "WORK_REQUIRED");
        joins(eve, line, Map.of("verdict", "passed")).isRefused(428, "WORK_REQUIRED");
        joins(eve, line, Map.of("nonce", "1")).isRefused(400, "INVALID_REQUEST");
        joins(eve, pricedLine(16), solved(asked, eve)).isRefused(428, "WORK_REQUIRED");
        clock.forward(Duration.ofMinutes(2));
        joins(ann, line, work).isRefused(428, "WORK_REQUIRED");
        assertThat(stored("TokenIssued", line, eve)).isZero();
    }
}
