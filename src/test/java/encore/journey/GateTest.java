package encore.journey;

import encore.testing.Answer;
import encore.testing.OverHttp;
import encore.testing.Person;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** "토큰이용불가": every flow but the first passes the gate. */
class GateTest extends OverHttp {

    private static final String FOREIGN =
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4iLCJpYXQiOjE3OTU1MDI4"
                    + "OTgsImp0aSI6IjAxYTIwYzRmLWZkYWQtNzBmMS1hOWJjLTRmOGRmNjc1ODZmNSJ9"
                    + ".qfTYPIUmp8UD0EBSErA8q-wmvenXavoD9M-SluL-ce8";
    private static final String UNSIGNED = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbm4ifQ.";

    /** One of each; the bodies are good, the ids lead nowhere. */
    static List<Answer> everyCallBehindTheGate(Person person) {
        return List.of(
                person.get("/performances?from=2030-01-01&to=2030-02-01"),
                person.get("/performances/none/seats"),
                person.reserves("none"),
                person.cancels("none"),
                person.charges(1),
                person.get("/points"),
                person.get("/points/history"),
                person.pays("none"));
    }

    private static List<Answer> everyCallForAnyState(Person person) {
        return List.of(
                person.looks(),
                person.leaves(),
                person.get("/payments/none"),
                person.get("/reservations"),
                person.get("/reservations/none"));
    }

    @Test
    void no_token() {
        for (var path : List.of(
                "/tokens/me",
                "/performances?from=2030-01-01&to=2030-02-01",
                "/performances/none/seats",
                "/reservations",
                "/reservations/none",
                "/points",
                "/points/history",
                "/payments/none")) {
            shop.get(path, Map.of()).isRefused(401, "TOKEN_REQUIRED");
            shop.get(path, Map.of("Waiting-Token", " ")).isRefused(401, "TOKEN_REQUIRED");
        }
        for (var path : List.of("/reservations", "/points/charges", "/payments")) {
            shop.post(path, Map.of(), Map.of()).isRefused(401, "TOKEN_REQUIRED");
        }
        shop.send("DELETE", "/api/v1/tokens/me", null, Map.of()).isRefused(401, "TOKEN_REQUIRED");
        shop.send("DELETE", "/api/v1/reservations/none", null, Map.of())
                .isRefused(401, "TOKEN_REQUIRED");
    }

    @Test
    void a_token_that_is_not_ours() {
        for (var token : List.of("x", "a.b.c", FOREIGN, UNSIGNED, "y".repeat(2000))) {
            var stranger = shop.somebody("stranger").with(token);
            everyCallBehindTheGate(stranger).forEach(a -> a.isRefused(401, "TOKEN_INVALID"));
            everyCallForAnyState(stranger).forEach(a -> a.isRefused(401, "TOKEN_INVALID"));
        }
    }

    @Test
    void a_token_altered_in_any_character() {
        var token = shop.customer("ann").token();
        for (int i = 0; i < token.length(); i += 7) {
            var last = token.length() - 1;
            for (int at : new int[] {i, last}) {
                char other = token.charAt(at) == 'A' ? 'B' : 'A';
                var altered = token.substring(0, at) + other + token.substring(at + 1);
                shop.somebody("eve").with(altered).get("/points").isRefused(401, "TOKEN_INVALID");
            }
        }
    }

    @Test
    void an_expired_token() {
        var ann = shop.customer("ann");
        ann.leaves().is(204);
        everyCallBehindTheGate(ann).forEach(a -> a.isRefused(401, "TOKEN_EXPIRED"));
        ann.looks().is(200);
        ann.leaves().is(204);
    }

    @Test
    void a_refused_call_leaves_nothing_behind() {
        var before = jdbc.sql("select count(*) from domain_event_entry")
                .query(Long.class)
                .single();
        everyCallBehindTheGate(shop.somebody("eve").with(FOREIGN));
        var after = jdbc.sql("select count(*) from domain_event_entry")
                .query(Long.class)
                .single();
        assertThat(after).isEqualTo(before);
    }
}
