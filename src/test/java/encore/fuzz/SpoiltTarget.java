package encore.fuzz;

import encore.fuzz.Request.Spoil;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** What can be done to the method, the path and the query of a request. */
final class SpoiltTarget {

    private static final List<Spoil> WAYS = List.of(
            SpoiltTarget::oddSegment,
            SpoiltTarget::oddSegment,
            SpoiltTarget::letterEncoded,
            SpoiltTarget::anotherWay,
            (request, random) -> onPath(
                    request,
                    path -> path.replaceFirst("/([a-z])", "/" + (char) random.nextInt('A', 'Z'))),
            SpoiltTarget::oddQueryValue,
            SpoiltTarget::oddQueryValue,
            (request, random) -> request.target(request.target().replaceFirst("[?&][^?&]*$", "")),
            (request, random) -> request.target(request.target().replaceFirst("\\?(.*)", "?$1&$1")),
            (request, random) -> plusQuery(request, encoded(Oddities.text(random), random) + "=1"),
            (request, random) -> plusQuery(
                    request,
                    Oddities.one(
                            List.of(
                                    "%",
                                    "%zz=1",
                                    "a=%f",
                                    "a=%ff",
                                    "%c0%80=%ed%a0%80",
                                    "=",
                                    "&&&",
                                    "a[]=1",
                                    "a=\u00ff",
                                    "limit=%00",
                                    "a=" + "b".repeat(9_000)),
                            random)),
            (request, random) -> request.target("http://elsewhere.example" + request.target()),
            (request, random) -> request.target(request.target() + "#a"),
            (request, random) -> request.method(Oddities.one(
                    List.of(
                            "GET",
                            "POST",
                            "PUT",
                            "PATCH",
                            "DELETE",
                            "HEAD",
                            "OPTIONS",
                            "TRACE",
                            "get",
                            "PROPFIND",
                            "FOO",
                            "M".repeat(300)),
                    random)),
            (request, random) -> request.method(Oddities.one(
                    List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"), random)));

    private SpoiltTarget() {}

    static Spoil one(Random random) {
        return Oddities.one(WAYS, random);
    }

    /** Percent-encoded, as it should be. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Percent-encoded; here and there wrongly. */
    private static String encoded(String text, Random random) {
        if (random.nextInt(6) == 0) {
            return text.replaceAll("[\\s\\x00]", "%").replaceAll("[\\ud800-\\udfff]", "%ed");
        }
        return encoded(text);
    }

    private static Request onPath(Request request, UnaryOperator<String> change) {
        var parts = request.target().split("\\?", 2);
        return request.target(change.apply(parts[0]) + (parts.length > 1 ? "?" + parts[1] : ""));
    }

    /** Where the call has a parameter in its path, it is another; else a segment is added. */
    private static Request oddSegment(Request request, Random random) {
        var odd = encoded(Oddities.text(random), random);
        var template = request.call().template().split("/");
        return onPath(request, path -> {
            var segments = path.split("/", -1);
            for (int i = 0; i < Math.min(segments.length, template.length); i++) {
                if (template[i].startsWith("{") && random.nextBoolean()) {
                    segments[i] = odd;
                    return String.join("/", segments);
                }
            }
            return path + "/" + odd;
        });
    }

    private static Request letterEncoded(Request request, Random random) {
        return onPath(request, path -> {
            int at = random.nextInt(1, Math.max(2, path.length()));
            return at >= path.length()
                    ? path
                    : path.substring(0, at)
                            + (random.nextInt(8) == 0 ? "%25%02x" : "%%%02x")
                                    .formatted((int) path.charAt(at))
                            + path.substring(at + 1);
        });
    }

    private static Request anotherWay(Request request, Random random) {
        return onPath(request, path -> {
            int slash = path.indexOf('/', random.nextInt(Math.max(1, path.length() - 1)));
            int at = slash < 0 ? 0 : slash;
            var between = Oddities.one(
                    List.of(
                            "/",
                            "/.",
                            "/..",
                            "/x/..",
                            ";a=b",
                            ";",
                            "/;/",
                            "/..;",
                            "/%2e%2e",
                            "/%2e",
                            "%2f",
                            "\\",
                            "%5c",
                            "/%00",
                            "%00",
                            "%0d%0a",
                            "%",
                            "%zz",
                            "%ff",
                            "%c0%af",
                            "%ef%bc%8f",
                            " ",
                            "\t",
                            "\u00e9",
                            "/~",
                            "/*"),
                    random);
            return random.nextInt(4) == 0
                    ? path + between
                    : path.substring(0, at) + between + path.substring(at);
        });
    }

    private static Request oddQueryValue(Request request, Random random) {
        var parts = request.target().split("(?<=[?&=])");
        for (int i = parts.length - 1; i > 0; i--) {
            if (parts[i - 1].endsWith("=") && (i == 1 || random.nextBoolean())) {
                parts[i] = encoded(Oddities.text(random), random)
                        + (parts[i].endsWith("&") ? "&" : "");
                return request.target(String.join("", parts));
            }
        }
        return plusQuery(request, "limit=" + encoded(Oddities.text(random), random));
    }

    private static Request plusQuery(Request request, String more) {
        return request.target(
                request.target() + (request.target().contains("?") ? "&" : "?") + more);
    }
}
