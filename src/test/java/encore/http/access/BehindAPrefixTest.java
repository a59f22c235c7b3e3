package encore.http.access;

import encore.testing.OverHttp;
import encore.testing.Shop;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** A context path, or a prefix that a proxy tells of, opens no door. */
@TestPropertySource(
        properties = {
            "server.servlet.context-path=/shop",
            "server.forward-headers-strategy=framework"
        })
class BehindAPrefixTest extends OverHttp {

    private static final List<String> PREFIXES = List.of(
            "",
            "/x",
            "/api/v1/tokens",
            "/shop",
            "/",
            "//",
            "/api/v1",
            "/api/v1/performances",
            "/%61",
            "/shop;x");

    private static final String SCHEDULE = """
            {"title":"T","venue":"V","startsAt":"%s","sections":
            [{"name":"F","rows":1,"seatsPerRow":1,"price":1}]}""";

    /** By a client of its own, for these addresses are described nowhere. */
    private int statusOfPost(String path, String prefix, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder()
                                .uri(URI.create("http://localhost:" + port() + path))
                                .header("Content-Type", "application/json")
                                .header("X-Forwarded-Prefix", prefix)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void the_operators_door_opens_to_the_operator_alone() throws Exception {
        var body = SCHEDULE.formatted(tomorrow());
        for (var path : List.of(
                "/shop/api/v1/performances",
                "/api/v1/performances",
                "/shop/%61pi/v1/performances",
                "/%73hop/api/v1/performances")) {
            for (var prefix : PREFIXES) {
                assertThat(statusOfPost(path, prefix, body))
                        .as("%s behind %s", path, prefix)
                        .isBetween(400, 404);
            }
        }
        shop.send("POST", "/shop/api/v1/performances", body, Map.of())
                .isRefused(401, "OPERATOR_REQUIRED");
        assertThat(jdbc.sql("select count(*) from domain_event_entry"
                                + " where payload_type = 'PerformanceScheduled'")
                        .query(Long.class)
                        .single())
                .isZero();
        shop.send(
                        "POST",
                        "/shop/api/v1/performances",
                        SCHEDULE.formatted(tomorrow()),
                        Map.of("Authorization", Shop.OPERATOR))
                .is(201);
    }
}
