package encore.journey;

import encore.testing.Answer;
import encore.testing.OverHttp;
import encore.testing.Shop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Bad input gets a clear refusal, writes nothing, and leaves no trace of our insides. */
@ExtendWith(OutputCaptureExtension.class)
@Isolated("reads what all print")
class BadInputTest extends OverHttp {

    private static void isInvalid(Answer answer, String field) {
        answer.isRefused(400, "INVALID_REQUEST");
        assertThat(answer.get("errors").values().stream()
                        .map(e -> e.get("field").asString()))
                .contains(field);
        assertThat(answer.get("errors").get(0).get("message").asString()).isNotBlank();
    }

    private Answer token(String body) {
        return shop.send("POST", "/api/v1/tokens", body, Map.of());
    }

    @Test
    void who_asks_for_a_token(CapturedOutput log) {
        isInvalid(token("{\"userId\":\"\"}"), "userId");
        isInvalid(token("{\"userId\":\"a b\"}"), "userId");
        isInvalid(token("{\"userId\":\"" + "a".repeat(65) + "\"}"), "userId");
        isInvalid(token("{\"userId\":null}"), "userId");
        isInvalid(token("{\"userId\":{\"a\":1}}"), "userId");
        isInvalid(token("{}"), "userId");
        isInvalid(token("{\"userId\":\"ann\",\"admin\":true}"), "admin");
        isInvalid(token("{\"userId\":"), "body");
        isInvalid(token("[]"), "body");
        isInvalid(token(""), "body");
        isInvalid(token("nonsense"), "body");
        isInvalid(token("{\"userId\":\"" + "a".repeat(70_000) + "\"}"), "body");
        token("{\"userId\":\"" + "a".repeat(64) + "\"}").is(201);
        token("{\"userId\":\"A.b_c-d@e9\"}").is(201);
        assertThat(log.getOut()).doesNotContain("\tat ");
    }

    @Test
    void amounts(CapturedOutput log) {
        var ann = shop.customer("ann");
        for (var amount : List.of(
                "0",
                "-1",
                "10000001",
                "1.5",
                "\"ten\"",
                "null",
                "1e30",
                "99999999999999999999999",
                "true",
                "[1]")) {
            isInvalid(ann.postRaw("/points/charges", "{\"amount\":" + amount + "}"), "amount");
        }
        isInvalid(ann.postRaw("/points/charges", "{}"), "amount");
        isInvalid(ann.postRaw("/points/charges", "{\"amount\":1,\"bonus\":9}"), "bonus");
        assertThat(ann.balance()).isZero();
        ann.charges(1).is(201);
        ann.charges(10_000_000).is(201);
        assertThat(log.getOut()).doesNotContain("\tat ");
    }

    @Test
    void days() {
        var ann = shop.customer("ann");
        isInvalid(ann.get("/performances?from=2030-01-02&to=2030-01-01"), "to");
        isInvalid(ann.get("/performances?from=2030-01-01&to=2031-01-03"), "to");
        isInvalid(ann.get("/performances?from=2030-01-01"), "to");
        isInvalid(ann.get("/performances?to=2030-01-01"), "from");
        isInvalid(ann.get("/performances?from=yesterday&to=2030-01-01"), "from");
        isInvalid(ann.get("/performances?from=2030-02-30&to=2030-03-01"), "from");
        isInvalid(ann.get("/performances?from=0001-01-01&to=0001-01-01"), "from");
        ann.get("/performances?from=2030-01-01&to=2031-01-02").is(200);
        ann.get("/performances?from=2030-01-01&to=2030-01-01").is(200);
    }

    @Test
    void pages_of_history() {
        var ann = shop.customer("ann");
        for (var limit : List.of("0", "101", "-1", "many")) {
            isInvalid(ann.get("/points/history?limit=" + limit), "limit");
        }
        isInvalid(ann.get("/points/history?after=x"), "after");
        ann.get("/points/history?limit=1").is(200);
        ann.get("/points/history?limit=100").is(200);
    }

    @Test
    void ids_in_bodies_and_paths() {
        var ann = shop.customer("ann");
        isInvalid(
                ann.postRaw("/reservations", "{\"seatId\":\"" + "a".repeat(65) + "\"}"), "seatId");
        isInvalid(ann.postRaw("/reservations", "{\"seatId\":\"'; drop table line;--\"}"), "seatId");
        isInvalid(ann.postRaw("/reservations", "{\"seatId\":\"a\\u0000b\"}"), "seatId");
        isInvalid(ann.postRaw("/reservations", "{\"seatId\":7.5}"), "seatId");
        isInvalid(ann.postRaw("/payments", "{}"), "reservationId");
        isInvalid(ann.get("/reservations/" + "a".repeat(65)), "id");
        isInvalid(ann.get("/performances/a%20b/seats"), "id");
        isInvalid(ann.get("/payments/a%00b"), "request");
    }

    @Test
    void performances() {
        var good = Map.<String, Object>of("name", "Floor", "rows", 1, "seatsPerRow", 1, "price", 1);
        isInvalid(shop.schedule("", tomorrow(), List.of(good)), "title");
        isInvalid(shop.schedule("x".repeat(201), tomorrow(), List.of(good)), "title");
        isInvalid(
                shop.schedule("Past", clock.instant().minusSeconds(1), List.of(good)), "startsAt");
        isInvalid(shop.schedule("None", tomorrow(), List.of()), "sections");
        isInvalid(
                shop.schedule(
                        "Huge",
                        tomorrow(),
                        List.of(Map.of(
                                "name", "All", "rows", 1_000, "seatsPerRow", 1_000, "price", 1))),
                "sections");
        isInvalid(
                shop.schedule(
                        "Paid for",
                        tomorrow(),
                        List.of(Map.of("name", "Floor", "rows", 1, "seatsPerRow", 1, "price", -1))),
                "sections[0].price");
        isInvalid(
                shop.schedule(
                        "No rows",
                        tomorrow(),
                        List.of(Map.of("name", "Floor", "rows", 0, "seatsPerRow", 1, "price", 1))),
                "sections[0].rows");
    }

    @Test
    void the_operators_calls_are_the_operators() {
        var body = Map.of("title", "Mine");
        shop.post("/performances", body, Map.of()).isRefused(401, "OPERATOR_REQUIRED");
        shop.post("/performances", body, Map.of("Authorization", "Basic b3BlcmF0b3I6d3Jvbmc="))
                .isRefused(401, "OPERATOR_REQUIRED");
        isInvalid(
                shop.post("/performances", body, Map.of("Authorization", Shop.OPERATOR)), "venue");
    }

    @Test
    void what_is_not_listed_does_not_exist() {
        for (var path : List.of(
                "/api/v1/users",
                "/api/v2/tokens",
                "/actuator",
                "/actuator/env",
                "/error",
                "/",
                "/h2-console",
                "/api/v1/performances/x/y")) {
            shop.send("GET", path, null, Map.of()).isRefused(404, "NOT_FOUND");
        }
        isInvalid(shop.send("GET", "/api/v1/performances//seats", null, Map.of()), "request");
        shop.send("GET", "/actuator/health", null, Map.of()).is(200);
        shop.send("PUT", "/api/v1/tokens", "{}", Map.of()).isRefused(405, "METHOD_NOT_ALLOWED");
        shop.send(
                        "POST",
                        "/api/v1/tokens",
                        "userId=ann",
                        Map.of("Content-Type", "application/x-www-form-urlencoded"))
                .isRefused(415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void a_refusal_speaks_the_callers_language() {
        var korean = shop.get("/points", Map.of("Accept-Language", "ko-KR,ko;q=0.9,en;q=0.8"));
        assertThat(korean.isRefused(401, "TOKEN_REQUIRED").text("detail")).contains("대기열 토큰");
        for (var language : List.of("en", "de-DE", "*")) {
            var english = shop.get("/points", Map.of("Accept-Language", language));
            assertThat(english.text("detail")).contains("waiting token");
        }
    }
}
