package encore.journey;

import encore.testing.Answer;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** The operator lets one person in, and throws one out. */
class OperatorPersonTest extends NamedLines {

    private Answer letsIn(String user, String line) {
        return shop.operator("POST", "/tokens/" + user + "/admission", about(line));
    }

    private Answer throwsOut(String user, String line) {
        return shop.operator("DELETE", "/tokens/" + user, about(line));
    }

    private static Map<String, String> about(String line) {
        return Map.of("line", line, "reason", "The pianist's mother");
    }

    @Test
    void who_waits_is_let_in_with_the_token_they_have_and_takes_nobodys_room() {
        var line = line(1);
        var ann = inside("ann", line);
        var bob = shop.somebody("bob").waitsIn(line);
        var cid = shop.somebody("cid").waitsIn(line);
        var admitted = letsIn(cid.name(), line).is(200);
        assertThat(admitted.text("userId")).isEqualTo(cid.name());
        assertThat(admitted.text("line")).isEqualTo(line);
        assertThat(admitted.text("token")).isEqualTo(cid.token());
        assertThat(standing(cid, line)).isEqualTo("ACTIVE");
        assertThat(standing(bob, line)).isEqualTo("WAITING");
        assertThat(stored("PersonLetIn", "line:" + line)).isOne();
        ann.leaves().is(204);
        isLetIn(bob, line);
        assertThat(cid.get("/tokens/me/receipt").is(200).text("rule")).isNotBlank();
    }

    @Test
    void who_has_no_token_gets_one_even_while_the_line_is_paused_or_drained() {
        var line = line(1);
        steers(line, Map.of("state", "PAUSED")).is(200);
        var ann = shop.somebody("ann");
        var inside = ann.with(letsIn(ann.name(), line).is(200).text("token"));
        inside.get("/points").is(200);
        assertThat(inside.get("/tokens/me/receipt").is(200).text("rule"))
                .isEqualTo("LET_IN_BESIDE");
        steers(line, Map.of("state", "DRAINING")).is(200);
        var bob = shop.somebody("bob");
        bob.with(letsIn(bob.name(), line).is(200).text("token")).get("/points").is(200);
        clock.forward(Duration.ofMinutes(10));
        inside.get("/points").isRefused(401, "TOKEN_EXPIRED");
    }

    @Test
    void nobody_is_let_into_a_line_that_nobody_has_opened() {
        var ann = shop.somebody("ann");
        letsIn(ann.name(), "nowhere").isRefused(409, "LINE_CLOSED");
        assertThat(stored("TokenGranted", "nowhere", ann)).isZero();
    }

    @Test
    void who_waits_is_thrown_out() {
        var line = line(1);
        inside("ann", line);
        var bob = shop.somebody("bob").waitsIn(line);
        var cid = shop.somebody("cid").waitsIn(line);
        throwsOut(bob.name(), line).is(204);
        var over = bob.looks().is(200);
        assertThat(over.text("status")).isEqualTo("EXPIRED");
        assertThat(over.text("reason")).isEqualTo("THROWN_OUT");
        assertThat(cid.asksForToken(line).number("position")).isEqualTo(1);
        assertThat(stored("PersonThrownOut", "line:" + line)).isOne();
    }

    @Test
    void who_is_inside_is_thrown_out_and_loses_what_was_held() {
        var line = line(1);
        var performance = performanceOf(line, 1);
        var ann = inside("ann", line);
        var bob = shop.somebody("bob").waitsIn(line);
        ann.reserves(seat(performance, 1)).is(201);
        throwsOut(ann.name(), line).is(204);
        ann.get("/points").isRefused(401, "TOKEN_EXPIRED");
        isLetIn(bob, line);
        eventually(() -> statusOf(bob, seat(performance, 1)).equals("AVAILABLE"));
    }

    @Test
    void nothing_happens_to_who_is_in_neither() {
        var line = line(1);
        throwsOut("nobody-at-all", line).is(204);
        assertThat(stored("PersonThrownOut", "line:" + line)).isZero();
        var ann = inside("ann", line);
        throwsOut(ann.name(), line(1)).is(204);
        assertThat(standing(ann, line)).isEqualTo("ACTIVE");
        ann.leaves().is(204);
        throwsOut(ann.name(), line).is(204);
        assertThat(ann.looks().text("reason")).isEqualTo("LEFT");
    }

    @Test
    void it_takes_the_operator_and_a_reason() {
        var line = line(1);
        var ann = shop.somebody("ann").waitsIn(line);
        var path = "/tokens/" + ann.name();
        ann.post(path + "/admission", about(line)).isRefused(401, "OPERATOR_REQUIRED");
        ann.delete(path).isRefused(401, "OPERATOR_REQUIRED");
        var without = Map.of("line", line);
        shop.operator("POST", path + "/admission", without).isRefused(400, "INVALID_REQUEST");
        shop.operator("DELETE", path, without).isRefused(400, "INVALID_REQUEST");
        shop.operator("DELETE", path, null).isRefused(400, "INVALID_REQUEST");
        letsIn("not%20a%20user", line).isRefused(400, "INVALID_REQUEST");
    }

    /** {@code /tokens/me} is the caller's own, whoever calls. */
    @Test
    void somebody_called_me_is_a_user_like_others() {
        var line = line(1);
        var me = letsIn("me", line).is(200).text("token");
        var ann = shop.somebody("ann").waitsIn(line);
        ann.leaves().is(204);
        var inside = ann.with(me);
        assertThat(inside.looks().is(200).text("userId")).isEqualTo("me");
        throwsOut("me", line).isRefused(401, "TOKEN_REQUIRED");
        assertThat(inside.looks().is(200).text("status")).isEqualTo("ACTIVE");
        inside.leaves().is(204);
        assertThat(inside.looks().is(200).text("status")).isEqualTo("EXPIRED");
    }
}
