package encore.http.access;

import encore.testing.Answer;
import encore.testing.OverHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.TestPropertySource;

import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** The operator's credential, those who guess it, and pages of other sites that would use it. */
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(
        properties = {
            "encore.limits.failures.burst=20",
            "encore.operator.password=" + OperatorsDoorTest.OVER_72_BYTES + "right",
            "encore.http.allowed-origins=https://shop.example,https://console.example:8443"
        })
class OperatorsDoorTest extends OverHttp {

    static final String OVER_72_BYTES =
            "0123456789abcdefghij0123456789abcdefghij" + "0123456789abcdefghij0123456789abcdefghij";

    private static String basic(String password) {
        return "Basic " + Base64.getEncoder().encodeToString(("operator:" + password).getBytes());
    }

    private static final String RIGHT = basic(OVER_72_BYTES + "right");
    private static final String WRONG = basic(OVER_72_BYTES + "wrong");

    private int projections(String address, String credential) {
        return from(address, "GET", "/api/v1/projections", Map.of("Authorization", credential))
                .status();
    }

    private Answer from(String address, String method, String path, Map<String, String> headers) {
        return shop.from(address).send(method, path, null, headers);
    }

    @Test
    void a_password_over_72_bytes_counts_to_its_end() {
        assertThat(projections("127.0.0.1", RIGHT)).isEqualTo(200);
        assertThat(projections("127.0.0.2", WRONG)).isEqualTo(401);
        assertThat(projections("127.0.0.2", basic(OVER_72_BYTES))).isEqualTo(401);
    }

    @Test
    void who_guesses_is_stopped_and_logged_one_line_a_guess(CapturedOutput log) {
        for (int guess = 0; guess < 20; guess++) {
            assertThat(projections("127.0.0.3", basic("guess" + guess))).isEqualTo(401);
        }
        assertThat(log.getOut().lines().filter(line -> line.contains("127.0.0.3")))
                .hasSize(20)
                .allMatch(line -> line.length() < 300 && !line.contains("guess"));
        for (var credential : List.of(WRONG, RIGHT)) {
            var stopped = from(
                    "127.0.0.3", "GET", "/api/v1/projections", Map.of("Authorization", credential));
            assertThat(stopped.status()).isEqualTo(429);
            assertThat(stopped.body()).contains("TOO_MANY_REQUESTS");
            assertThat(stopped.header("Retry-After")).isNotNull();
        }
        assertThat(projections("127.0.0.4", RIGHT)).isEqualTo(200);
    }

    @Test
    void no_credential_is_looked_at_on_a_path_that_is_not_the_operators(CapturedOutput log) {
        for (var path : List.of("/api/v1/points", "/actuator/health", "/nowhere")) {
            for (int i = 0; i < 10; i++) {
                assertThat(from("127.0.0.5", "GET", path, Map.of("Authorization", WRONG))
                                .status())
                        .isIn(200, 401, 404);
            }
        }
        assertThat(log.getOut()).doesNotContain("127.0.0.5");
        assertThat(projections("127.0.0.5", RIGHT)).isEqualTo(200);
    }

    @Test
    void what_a_page_of_another_site_asks_is_refused() {
        for (var headers : List.of(
                Map.of("Sec-Fetch-Site", "cross-site"),
                Map.of("Sec-Fetch-Site", "same-site"),
                Map.of("Origin", "https://evil.example"),
                Map.of("Origin", "null"),
                Map.of("Origin", "https://shop.example.evil.example"),
                Map.of("Origin", "http://shop.example"),
                Map.of("Origin", "https://evil.example", "Sec-Fetch-Site", "same-origin"))) {
            var all = new HashMap<>(headers);
            all.put("Authorization", RIGHT);
            var answer = from("127.0.0.1", "POST", "/api/v1/projections/balance/rebuilds", all);
            assertThat(answer.status()).as("%s", headers).isEqualTo(403);
            assertThat(answer.body()).contains("CROSS_SITE");
        }
        for (var headers : List.of(
                Map.of("Sec-Fetch-Site", "same-origin"),
                Map.of("Sec-Fetch-Site", "none"),
                Map.of("Origin", "http://127.0.0.1:" + port()),
                Map.of("Origin", "https://shop.example", "Sec-Fetch-Site", "cross-site"))) {
            var all = new HashMap<>(headers);
            all.put("Authorization", RIGHT);
            assertThat(from("127.0.0.1", "GET", "/api/v1/projections", all).status())
                    .as("%s", headers)
                    .isEqualTo(200);
        }
    }

    @Test
    void a_listed_site_gets_its_preflights_answered_and_no_other_does() {
        for (var path :
                List.of("/api/v1/points/charges", "/api/v1/tokens", "/api/v1/projections")) {
            var ask = Map.of(
                    "Origin",
                    "https://shop.example",
                    "Access-Control-Request-Method",
                    "POST",
                    "Access-Control-Request-Headers",
                    "waiting-token,idempotency-key,content-type,authorization");
            var answer = from("127.0.0.1", "OPTIONS", path, ask);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Access-Control-Allow-Origin"))
                    .isEqualTo("https://shop.example");
            assertThat(answer.header("Access-Control-Allow-Headers"))
                    .contains("waiting-token", "idempotency-key", "authorization");
            var other = new HashMap<>(ask);
            other.put("Origin", "https://evil.example");
            var refused = from("127.0.0.1", "OPTIONS", path, other);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.body()).contains("CROSS_SITE");
            assertThat(refused.headers().map()).doesNotContainKey("access-control-allow-origin");
        }
    }

    @Test
    void a_listed_site_may_read_what_it_is_answered_refusals_included() {
        var refused = from(
                "127.0.0.1", "GET", "/api/v1/points", Map.of("Origin", "https://shop.example"));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo("https://shop.example");
        assertThat(refused.header("Access-Control-Expose-Headers"))
                .contains("Retry-After", "Location", "ETag");
        assertThat(refused.headers().allValues("Vary").toString()).containsIgnoringCase("origin");
    }
}
