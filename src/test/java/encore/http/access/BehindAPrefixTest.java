package encore.http.access;

import encore.shop.OverHttp;
import encore.shop.Shop;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** A context path, or a prefix that a proxy tells of, opens no door. */
@TestPropertySource(properties = {"server.servlet.context-path=/shop",
        "server.forward-headers-strategy=framework"})
class BehindAPrefixTest extends OverHttp {

    private static final List<String> PREFIXES = List.of("/x", "/api/v1/tokens", "/shop", "/",
            "//", "/api/v1", "/api/v1/performances", "/%61", "/shop;x");

    private static final String SCHEDULE = """
            {"title":"T","venue":"V","startsAt":"%s","sections":
            [{"name":"F","rows":1,"seatsPerRow":1,"price":1}]}""";

    @Test
    void the_operators_door_opens_to_the_operator_alone() {
        var body = SCHEDULE.formatted(tomorrow());
        for (var path : List.of("/shop/api/v1/performances", "/api/v1/performances",
                "/shop/%61pi/v1/performances", "/%73hop/api/v1/performances")) {
            assertThat(shop.send("POST", path, body, Map.of()).status()).as(path)
                    .isBetween(400, 404);
            for (var prefix : PREFIXES) {
                assertThat(shop.send("POST", path, body, Map.of("X-Forwarded-Prefix", prefix))
                        .status()).as("%s behind %s", path, prefix).isBetween(400, 404);
            }
        }
        shop.send("POST", "/shop/api/v1/performances", body, Map.of())
                .isRefused(401, "OPERATOR_REQUIRED");
        assertThat(jdbc.sql("select count(*) from domain_event_entry").query(Long.class).single())
                .isZero();
        shop.send("POST", "/shop/api/v1/performances", SCHEDULE.formatted(tomorrow()),
                Map.of("Authorization", Shop.OPERATOR)).is(201);
    }
}
