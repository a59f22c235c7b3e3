package encore.http;

import encore.testing.Answer;
import encore.testing.OverHttp;
import encore.testing.Person;
import encore.testing.Shop;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Nothing but strict JSON comes in, and whatever a client accepts, nothing refused was done. */
class StrictInputTest extends OverHttp {

    @Autowired
    private RequestMappingHandlerAdapter adapter;

    private static void isInvalid(Answer answer, String field) {
        answer.isRefused(400, "INVALID_REQUEST");
        assertThat(answer.get("errors").get(0).get("field").asString()).isEqualTo(field);
    }

    @Test
    void no_other_form_is_understood() {
        assertThat(adapter.getMessageConverters())
                .extracting(c -> c.getClass().getSimpleName())
                .containsExactlyInAnyOrder(
                        "JsonBytesConverter",
                        "JacksonJsonHttpMessageConverter",
                        "StringHttpMessageConverter",
                        "ByteArrayHttpMessageConverter");
        var ann = shop.customer("ann");
        for (var type : List.of(
                "application/yaml",
                "application/x-yaml",
                "text/yaml",
                "application/xml",
                "text/plain",
                "application/cbor",
                "application/octet-stream",
                "application/x-jackson-smile",
                "text/json",
                "application/jsonp")) {
            ann.post("/points/charges", Map.of("amount", 8), Map.of("Content-Type", type))
                    .isRefused(415, "UNSUPPORTED_MEDIA_TYPE");
        }
        assertThat(ann.balance()).isZero();
    }

    @Test
    void a_number_is_a_number() {
        var ann = shop.customer("ann");
        for (var amount : List.of(
                "\"5\"",
                "\" 12 \"",
                "\"\"",
                "5.0",
                "5e0",
                "true",
                "[5]",
                "{\"amount\":5}",
                "NaN",
                "Infinity",
                "0x5",
                "05",
                "+5",
                "5,",
                "'5'",
                "5//x")) {
            var answer = ann.postRaw("/points/charges", "{\"amount\":" + amount + "}");
            answer.isRefused(400, "INVALID_REQUEST");
        }
        isInvalid(ann.postRaw("/points/charges", "{\"amount\":\"5\"}"), "amount");
        assertThat(ann.balance()).isZero();
        for (var field : List.of("rows", "seatsPerRow", "price")) {
            for (var value : List.of("\"1\"", "1.0", "true", "\"\"")) {
                isInvalid(schedule(field, value), "sections[0]." + field);
            }
        }
    }

    private Answer schedule(String field, String value) {
        var body = """
                {"title":"T","venue":"V","startsAt":"%s","sections":
                [{"name":"F","rows":1,"seatsPerRow":1,"price":1}]}""".formatted(tomorrow());
        return shop.send(
                "POST",
                "/api/v1/performances",
                body.replaceFirst("\"" + field + "\":(\"[^\"]*\"|1)", "\"" + field + "\":" + value),
                Map.of("Authorization", Shop.OPERATOR));
    }

    @Test
    void a_text_is_a_text() {
        for (var user : List.of("5", "5.5", "true", "[\"ann\"]", "{}")) {
            isInvalid(
                    shop.send("POST", "/api/v1/tokens", "{\"userId\":" + user + "}", Map.of()),
                    "userId");
        }
        isInvalid(schedule("title", "7"), "title");
        isInvalid(schedule("venue", "false"), "venue");
        isInvalid(schedule("name", "7"), "sections[0].name");
        isInvalid(shop.customer("ann").postRaw("/reservations", "{\"seatId\":7}"), "seatId");
    }

    @Test
    void an_instant_is_iso_8601() {
        var far = tomorrow().getEpochSecond();
        for (var instant : List.of(
                "" + far,
                far + "000",
                far + ".5",
                "\"" + far + "\"",
                "\"tomorrow\"",
                "\"\"",
                "\"2030-01-01\"",
                "\"2030-01-01T10:00:00\"",
                "\"2030-01-01 10:00:00Z\"",
                "\" 2030-01-01T10:00:00Z\"",
                "\"2030-02-30T10:00:00Z\"",
                "\"2030-01-01T10:00Z\"",
                "\"+1000000000-01-01T00:00:00Z\"",
                "true",
                "{}")) {
            isInvalid(schedule("startsAt", instant), "startsAt");
        }
        schedule("startsAt", "\"" + tomorrow().toString().substring(0, 19) + "+00:00\"")
                .is(201);
    }

    @Test
    void a_name_stands_once_and_nothing_follows() {
        var ann = shop.customer("ann");
        for (var body : List.of(
                "{\"amount\":1,\"amount\":1000}",
                "{\"amount\":1} x",
                "{\"amount\":1}{\"amount\":2}",
                "{\"amount\":1},",
                "{\"amount\":1,}",
                "{amount:1}",
                "/* five */{\"amount\":5}",
                "amount: 010",
                "[".repeat(1_000),
                "{\"amount\":" + "9".repeat(1_000) + "}")) {
            ann.postRaw("/points/charges", body).isRefused(400, "INVALID_REQUEST");
        }
        assertThat(ann.balance()).isZero();
    }

    @Test
    void parameters_are_as_strict() {
        var ann = shop.customer("ann");
        for (var limit : List.of(
                "0x10",
                "%2B5",
                "%205",
                "5%20",
                "5.0",
                "%EF%BC%95",
                "1e1",
                "",
                "99999999999",
                "5&limit=6")) {
            isInvalid(ann.get("/points/history?limit=" + limit), "limit");
        }
        for (var day : List.of(
                "2026-12-01Z",
                "2026-12-01%2B09:00",
                "2026-12-1",
                "%202026-12-01",
                "2026-13-01",
                "20261201",
                "12026-12-01",
                "2026-12-01&from=2026-12-02")) {
            isInvalid(ann.get("/performances?from=" + day + "&to=2026-12-02"), "from");
        }
        isInvalid(ann.get("/points/history?limit=5&offset=5"), "offset");
        isInvalid(ann.get("/points?user=bob"), "user");
        ann.get("/points/history?limit=05").is(200);
    }

    @Test
    void what_is_accepted_is_no_reason_to_refuse() {
        var ann = shop.customer("ann");
        long charged = 0;
        for (var accept : List.of(
                "text/plain",
                "text/html",
                "application/xml",
                "garbage",
                "*",
                "application/json;q=0",
                "image/*",
                "text/event-stream",
                "a/b/c",
                ";;;",
                "")) {
            charged++;
            var answer = ann.post(
                            "/points/charges",
                            Map.of("amount", 1),
                            Map.of("Accept", accept, "Idempotency-Key", "k" + charged))
                    .is(201);
            assertThat(answer.header("Content-Type")).startsWith("application/json");
            assertThat(answer.number("balance")).isEqualTo(charged);
            refusal(ann, accept);
        }
        assertThat(ann.balance()).isEqualTo(charged);
    }

    private static void refusal(Person person, String accept) {
        person.get("/reservations/none", Map.of("Accept", accept))
                .isRefused(404, "RESERVATION_NOT_FOUND");
    }
}
