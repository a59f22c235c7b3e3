package encore.fuzz;

import encore.fuzz.Request.Spoil;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What can be done to the headers of a request: those it has, and those nobody asked for. */
final class SpoiltHeaders {

    private static final String ELEVEN_LANGUAGES = IntStream.range(0, 11)
            .mapToObj(i -> "a" + (char) ('a' + i))
            .collect(Collectors.joining(","));

    private static final List<Spoil> WAYS = List.of(
            header(
                    "Content-Type",
                    "",
                    "*/*",
                    "text/plain",
                    "application/xml",
                    "application/yaml",
                    "application/x-yaml",
                    "application/json;charset=UTF-16",
                    "application",
                    "application/json;charset=nonsense",
                    "multipart/form-data",
                    "a/b/c",
                    ";;",
                    "application/x-www-form-urlencoded",
                    "application/json, text/plain",
                    "application/vnd.api+json",
                    "application/problem+json",
                    "APPLICATION/JSON",
                    "application/json; charset=\"utf-8\"",
                    "multipart/form-data; boundary=x",
                    "application/cbor",
                    "application/octet-stream",
                    "text/event-stream"),
            header(
                    "Accept",
                    "",
                    "text/plain",
                    "*/*",
                    "garbage",
                    "application/xml",
                    "image/*",
                    "application/json;q=0",
                    "text/event-stream",
                    "application/yaml",
                    "a/b/c,,;",
                    "application/problem+json",
                    "*/*;q=2",
                    "text/html",
                    "application/cbor"),
            header(
                    "Accept-Language",
                    "",
                    "ko",
                    "ko-KR,ko;q=0.9,en;q=0.8",
                    ELEVEN_LANGUAGES,
                    "*",
                    "en;q=9",
                    "x-klingon",
                    "garbage garbage",
                    ";;,,",
                    "a".repeat(3_000),
                    "zh-Hant-TW-x-private",
                    "ko;q=0",
                    "en-\u00e9"),
            header("Accept-Encoding", "gzip", "gzip, br", "*;q=0", "identity;q=0", "zstd", ","),
            header(
                    "If-None-Match",
                    "*",
                    "\"\"",
                    "W/\"1\"",
                    "garbage",
                    "\"a\", \"b\", *",
                    "\"",
                    "W/"),
            header(
                    "If-Modified-Since",
                    "yesterday",
                    "Thu, 01 Jan 1970 00:00:00 GMT",
                    "Fri, 31 Dec 9999 23:59:59 GMT"),
            header("If-Match", "*", "\"1\"", "garbage"),
            header("Range", "bytes=0-0", "bytes=-1", "rows=1"),
            header(
                    "Idempotency-Key",
                    "",
                    " ",
                    "k".repeat(255),
                    "k".repeat(256),
                    "\u00e9",
                    "a b",
                    "a,b",
                    "\"quoted\"",
                    "a\tb",
                    "k".repeat(5_000)),
            header(
                    "Waiting-Token",
                    "",
                    " ",
                    "garbage",
                    "a.b.c",
                    "..",
                    "k".repeat(5_000),
                    "null",
                    "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbm4ifQ.",
                    "\u00e9"),
            header(
                    "Authorization",
                    "",
                    "Basic",
                    "Basic !!!",
                    "Basic b3BlcmF0b3I6d3Jvbmc=",
                    "Bearer",
                    "Bearer wrong",
                    "Basic Og==",
                    "Basic b3BlcmF0b3I=",
                    "Digest a=b",
                    "Basic " + "QUFB".repeat(500),
                    "basic",
                    "Negotiate a"),
            SpoiltHeaders::altered,
            (request, random) -> request.without("Waiting-Token").without("Authorization"),
            (request, random) -> {
                var header = Oddities.one(request.headers(), random);
                return request.plus(header.name(), random.nextBoolean() ? header.value() : "other");
            },
            header("Origin", "https://elsewhere.example", "null", "", "http://localhost"),
            header("Sec-Fetch-Site", "cross-site", "same-site", "none", "garbage"),
            header("X-Forwarded-For", "1.2.3.4", "garbage", "::1", "1.2.3.4, 5.6.7.8"),
            header("X-Forwarded-Prefix", "/shop", "//elsewhere.example", "\u00e9"),
            header("X-Forwarded-Host", "elsewhere.example", "a b", "a:99999"),
            header("Forwarded", "for=1.2.3.4;proto=https;host=elsewhere.example", ";;="),
            header("X-HTTP-Method-Override", "DELETE", "GET"),
            header("X-Original-URL", "/api/v1/projections"),
            header("Expect", "100-continue"),
            header("Connection", "close", "Upgrade, HTTP2-Settings", "garbage"),
            header("Upgrade", "h2c", "websocket"),
            header("Cookie", "JSESSIONID=1", "a", "=;=", "a=\"", "k".repeat(4_000)),
            header("Content-Encoding", "gzip", "identity", "br"),
            header("Cache-Control", "no-cache", "only-if-cached", "garbage"),
            header("X-Odd", "k".repeat(4_000), "\u00e9", "\ud55c\uae00", "a\tb", "%s%n"),
            SpoiltHeaders::framing);

    private SpoiltHeaders() {}

    static Spoil one(Random random) {
        return Oddities.one(WAYS, random);
    }

    private static Spoil header(String name, String... values) {
        return (request, random) -> request.with(name, Oddities.one(List.of(values), random));
    }

    private static Request altered(Request request, Random random) {
        var name = request.header("Waiting-Token") != null ? "Waiting-Token" : "Authorization";
        var value = request.header(name);
        if (value == null || value.isEmpty()) {
            return request;
        }
        int at = random.nextInt(value.length());
        return request.with(
                name,
                value.substring(0, at) + (char) random.nextInt('!', '~') + value.substring(at + 1));
    }

    /** What is not, or hardly, HTTP: it may be answered with nothing but the connection's end. */
    private static Request framing(Request request, Random random) {
        var cut = request.unframed();
        return switch (random.nextInt(13)) {
            case 0 -> cut.without("Host");
            case 1 -> cut.plus("Host", "elsewhere.example");
            case 2 -> cut.with("Host", "a b");
            case 3 -> cut.with("Content-Length", "-1");
            case 4 -> cut.with("Content-Length", "garbage");
            case 5 -> cut.with("Content-Length", "99999999999999999999");
            case 6 -> cut.plus("Content-Length", "3").plus("Content-Length", "4");
            case 7 -> cut.with("Content-Length", "60000");
            case 8 -> cut.with("Transfer-Encoding", "chunked");
            case 9 -> cut.with("Transfer-Encoding", "garbage");
            case 10 -> cut.plus("X-Long", "k".repeat(20_000));
            case 11 -> cut.with("Expect", "200-ok");
            default ->
                cut.plus(
                        "X-Control",
                        "a"
                                + Oddities.one(
                                        List.of(
                                                "\0",
                                                "\u0001",
                                                "\r",
                                                "\n",
                                                "\r\n",
                                                "\u007f",
                                                "\r\n\r\n",
                                                "\r\nb"),
                                        random)
                                + "b");
        };
    }
}
