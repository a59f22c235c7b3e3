package encore.http;

import encore.testing.Answer;
import encore.testing.OverHttp;
import encore.testing.RawConnection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client's mistake is the client's: whatever is wrong with a request, and whoever notices it
 * (Tomcat, Spring Security, Spring MVC, we ourselves), the answer is a problem document whose code
 * and status belong together.
 */
@Isolated("reads what all print")
class MalformedRequestTest extends OverHttp {

    private String token;

    @BeforeEach
    void inside() {
        token = shop.customer("ann").token();
    }

    /** Sends the lines of a head, to which {@code Host} and the token are added, and the body. */
    private Answer answer(String line, String headers, String body) throws IOException {
        try (var connection = new RawConnection(port())) {
            return connection
                    .sends(line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                            + "Waiting-Token: " + token + "\r\n" + headers + "\r\n" + body)
                    .answer();
        }
    }

    private Answer answer(String line) throws IOException {
        return answer(line, "", "");
    }

    private Answer charge(String header) throws IOException {
        var body = "{\"amount\":1}";
        return answer(
                "POST /api/v1/points/charges",
                header + "\r\nContent-Length: " + body.length() + "\r\n",
                body);
    }

    private void nothingWasCharged() {
        assertThat(shop.get("/points", Map.of("Waiting-Token", token)).number("balance"))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/payments/%",
                "/api/v1/payments/%zz",
                "/api/v1/payments/%f",
                "/api/v1/payments/x/';%drop%table",
                "/api/v1/payments/%ff",
                "/api/v1/payments/%c0%80",
                "/api/v1/payments/%00",
                "/api/v1/payments/%0a",
                "/api/v1/payments/%2f",
                "/api/v1/payments/a;b=c",
                "/api/v1/payments/..",
                "/api/v1/payments/%2e%2e/x",
                "/api/v1/payments/{x}",
                "/api/v1/payments/a|b",
                "/api/v1/payments/a\\b",
                "/api/v1/payments/\u00e9",
                "//",
                "//api/v1/points",
                "/api//v1/points",
                "points",
                "http://",
                "/api/v1/points/history?limit=1&=",
                "/api/v1/points/history?=",
                "/api/v1/points/history?limit=%f",
                "/api/v1/points/history?%c0%80=1",
                "/api/v1/points/history?limit=1&limit=%",
                "/api/v1/points/history?a=\u00e9",
                "/api/v1/points/history?limit",
                "/api/v1/points/history?%00=1",
                "/api/v1/points/history?a%0d%0ab=1",
                "/api/v1/points/history?%01",
                "/api/v1/points/history?%ef%bf%bf=1"
            })
    void an_address_that_is_none(String address) throws IOException {
        for (var method : new String[] {"GET", "DELETE", "POST", "OPTIONS"}) {
            var answer = answer(method + " " + address);
            assertThat(answer.status())
                    .as("%s %s: %s", method, address, answer.body())
                    .isIn(400, 404, 405);
            answer.isRefused(
                    answer.status(),
                    answer.status() == 400
                            ? "INVALID_REQUEST"
                            : answer.status() == 404 ? "NOT_FOUND" : "METHOD_NOT_ALLOWED");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: garbage",
                "Transfer-Encoding: gzip, chunked",
                "Content-Length: abc",
                "Content-Length: -1",
                "Content-Length: 3\r\nContent-Length: 4",
                "Expect: 200-ok",
                "Host: other",
                "Host: a b",
                "No colon",
                ": nameless",
                "A\u0001: b",
                "A: \u0001",
                "Content-Length: 99999999999999999999"
            })
    void a_head_that_is_none(String header) throws IOException {
        for (var line :
                new String[] {"POST /api/v1/points/charges", "GET /api/v1/points", "GET /nowhere"
                }) {
            answer(line, header + "\r\n", "").isRefused(400, "INVALID_REQUEST");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /%1$s HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nA: %1$s\r\n\r\n",
                "GET / HTTP/1.1\r\n%1$s: a\r\n\r\n",
                "%1$s / HTTP/1.1\r\n\r\n",
                "\u0016\u0003\u0001\r\n",
                "GET / HTTP/9.9\r\n\r\n",
                "GET\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n"
            })
    void what_is_not_http(String request) throws IOException {
        try (var connection = new RawConnection(port())) {
            connection
                    .sends(request.formatted("x".repeat(20_000)))
                    .answer()
                    .isRefused(400, "INVALID_REQUEST");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "*/*",
                "application/*",
                "garbage",
                "",
                "multipart/form-data",
                "multipart/form-data; boundary=x",
                "application/x-www-form-urlencoded",
                "application/yaml",
                "application/xml",
                "application/json; charset=utf-16",
                "application/json; charset=none",
                "application/json; =",
                "application/vnd.api+json"
            })
    void a_body_that_is_not_json(String type) throws IOException {
        for (var key : new String[] {"", "\r\nIdempotency-Key: k"}) {
            charge("Content-Type: " + type + key).isRefused(415, "UNSUPPORTED_MEDIA_TYPE");
        }
        nothingWasCharged();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32", "UTF-32LE"})
    void a_body_that_is_not_utf_8(String charset) throws IOException {
        var body = "{\"amount\":1}".getBytes(charset);
        answer(
                        "POST /api/v1/points/charges",
                        "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n",
                        new String(body, StandardCharsets.ISO_8859_1))
                .isRefused(400, "INVALID_REQUEST");
        nothingWasCharged();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "identity, gzip"})
    void a_body_that_is_packed(String encoding) throws IOException {
        charge("Content-Type: application/json\r\nContent-Encoding: " + encoding)
                .isRefused(415, "UNSUPPORTED_MEDIA_TYPE");
        nothingWasCharged();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept: garbage",
                "Accept: */*;q=2",
                "Accept: text/plain",
                "Accept: ,",
                "Accept: application/xml;q=x",
                "Accept-Language: garbage;;",
                "Accept-Language: *;q=9",
                "Accept-Language: a,b,c,d,e,f,g,h,i,j,k,l,m",
                "Accept-Charset: none",
                "Range: bytes=x",
                "Accept-Language: en,de,fr,it,es,pt,nl,sv,da,fi,no,ko",
                "If-Modified-Since: never",
                "If-None-Match: \"",
                "If-Match: x",
                "Cookie: ;;=",
                "X-Forwarded-For: garbage",
                "Forwarded: for=\"",
                "Origin: null",
                "Authorization: garbage",
                "Upgrade: h2c"
            })
    void what_we_do_not_look_at_is_never_a_reason_to_refuse(String header) throws IOException {
        answer("GET /api/v1/points", header + "\r\n", "").is(200);
        answer("GET /nowhere", header + "\r\n", "").isRefused(404, "NOT_FOUND");
        answer("GET /api/v1/points/charges", header + "\r\n", "")
                .isRefused(405, "METHOD_NOT_ALLOWED");
        answer("OPTIONS /api/v1/points", header + "\r\n", "").is(200);
        charge(header + "\r\nContent-Type: application/json").is(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"PUT", "PATCH", "TRACE", "CONNECT", "PROPFIND", "FOO", "get", "G\u00e9T"})
    void a_method_that_no_address_has(String method) throws IOException {
        var answer = answer(method + " /api/v1/points");
        assertThat(answer.status()).as(answer.body()).isIn(400, 405);
        if (answer.status() == 400) {
            answer.isRefused(400, "INVALID_REQUEST");
        } else {
            assertThat(answer.isRefused(405, "METHOD_NOT_ALLOWED").header("Allow"))
                    .isEqualTo("GET,HEAD,OPTIONS");
        }
    }

    /** Long texts and line ends, at every place where a client may write. */
    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void a_clients_mistake_is_no_news(CapturedOutput log) throws IOException {
        var seats = "/api/v1/performances/" + performance(1_000) + "/seats";
        for (var text :
                List.of("forged", "forged".repeat(1_000), "%0d%0aforged", "forged\u001b[1m")) {
            for (var line : List.of(
                    "GET /" + text,
                    "GET /api/v1/payments/" + text,
                    "GET /api/v1/points/history?limit=" + text,
                    text + " /api/v1/points",
                    "PUT /api/v1/points/history?" + text)) {
                answer(line);
            }
            for (var header : List.of(
                    "Authorization: Basic " + text,
                    "Cookie: =;" + text,
                    "Waiting-Token: " + text,
                    "Accept-Language: " + text,
                    text + ": x",
                    text,
                    "Content-Length: " + text,
                    "Idempotency-Key: " + text,
                    "Origin: " + text)) {
                charge(header + "\r\nContent-Type: application/json");
                answer("GET /api/v1/projections", header + "\r\n", "");
            }
            for (var body :
                    List.of(text, "{\"amount\":\"" + text + "\"}", "{\"" + text + "\":1}")) {
                answer(
                        "POST /api/v1/points/charges",
                        "Content-Type: application/json\r\n" + "Content-Length: " + body.length()
                                + "\r\n",
                        body);
            }
            new RawConnection(port())
                    .sends("GET " + seats + " HTTP/1.1\r\nHost: localhost\r\n" + "Waiting-Token: "
                            + token + "\r\n\r\n")
                    .hangsUp();
        }
        assertThat(log.toString().lines())
                .allSatisfy(line -> assertThat(line)
                        .doesNotContain("forged", "Exception", "\u001b")
                        .hasSizeLessThanOrEqualTo(300));
    }

    @Test
    void who_is_not_known_is_told_how_to_say_who_he_is() throws IOException {
        assertThat(shop.get("/points", Map.of())
                        .isRefused(401, "TOKEN_REQUIRED")
                        .header("WWW-Authenticate"))
                .isEqualTo("Waiting-Token realm=\"Encore line\"");
        assertThat(answer("GET /api/v1/projections")
                        .isRefused(401, "OPERATOR_REQUIRED")
                        .header("WWW-Authenticate"))
                .isEqualTo("Basic realm=\"Encore operator\", charset=\"UTF-8\"");
    }

    @Test
    void whatever_the_seats_are_now_has_not_changed() throws IOException {
        assertThat(answer(
                                "GET /api/v1/performances/" + performance(1) + "/seats",
                                "If-None-Match: *\r\n",
                                "")
                        .status())
                .isEqualTo(304);
    }

    @Test
    void options_tells_the_methods_that_there_are() throws IOException {
        for (var allowed : Map.of(
                        "points",
                        "GET,HEAD,OPTIONS",
                        "tokens",
                        "OPTIONS,POST",
                        "tokens/me",
                        "DELETE,GET,HEAD,OPTIONS")
                .entrySet()) {
            assertThat(answer("OPTIONS /api/v1/" + allowed.getKey())
                            .is(200)
                            .header("Allow")
                            .split(","))
                    .containsExactlyInAnyOrder(allowed.getValue().split(","));
        }
    }
}
