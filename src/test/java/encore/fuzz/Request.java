package encore.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A request as it goes over the wire.
 *
 * @param call the one it was drawn for; what was done to it since may make it another
 * @param target the path and query, as they are sent
 * @param body null where none is sent
 * @param spoilt whether something was done to it since it was drawn
 * @param framed whether it is plain to the server where the request ends; where it is not, nothing
 *     may come back
 */
record Request(
        Call call,
        String method,
        String target,
        List<Header> headers,
        byte[] body,
        boolean spoilt,
        boolean framed) {

    record Header(String name, String value) {}

    /** One way to make a good request a bad, or an odd, one. */
    interface Spoil {
        Request on(Request request, Random random);
    }

    static Request good(Call call, String target, byte[] body) {
        return new Request(
                call,
                call.method(),
                target,
                List.of(new Header("Host", "localhost")),
                body,
                false,
                true);
    }

    Request method(String other) {
        return new Request(call, other, target, headers, body, true, framed);
    }

    Request target(String other) {
        return new Request(call, method, other, headers, body, true, framed);
    }

    Request body(byte[] other) {
        return new Request(call, method, target, headers, other, true, framed);
    }

    Request body(String other) {
        return body(other.getBytes(StandardCharsets.UTF_8));
    }

    Request unframed() {
        return new Request(call, method, target, headers, body, true, false);
    }

    private Request headers(Stream<Header> others, boolean spoiltNow) {
        return new Request(call, method, target, others.toList(), body, spoiltNow, framed);
    }

    /** The same with one more header, which belongs to it. */
    Request having(String name, String value) {
        return headers(Stream.concat(headers.stream(), Stream.of(new Header(name, value))), spoilt);
    }

    /** The same with one more header. */
    Request plus(String name, String value) {
        return headers(Stream.concat(headers.stream(), Stream.of(new Header(name, value))), true);
    }

    Request without(String name) {
        return headers(
                headers.stream().filter(header -> !header.name().equalsIgnoreCase(name)), true);
    }

    /** The same with this header, and no other of its name. */
    Request with(String name, String value) {
        return without(name).plus(name, value);
    }

    /** The header's value; null where there is none. */
    String header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst()
                .orElse(null);
    }

    String bodyAsText() {
        return body == null ? "" : new String(body, StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        var length = body == null
                        || header("Content-Length") != null
                        || header("Transfer-Encoding") != null
                ? ""
                : "Content-Length: " + body.length + "\r\n";
        var head = method + " " + target + " HTTP/1.1\r\n"
                + headers.stream()
                        .map(header -> header.name() + ": " + header.value() + "\r\n")
                        .collect(Collectors.joining())
                + length + "\r\n";
        var all = new ByteArrayOutputStream();
        all.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        all.writeBytes(body == null ? new byte[0] : body);
        return all.toByteArray();
    }

    /** To be pasted into a shell, whatever bytes are in it. */
    String curl(String base) {
        var line = new StringBuilder("curl -sig --path-as-is -X ")
                .append(quoted(method))
                .append(' ')
                .append(quoted(base))
                .append(" --request-target ")
                .append(quoted(target));
        headers.forEach(header -> line.append(" -H ")
                .append(quoted(
                        header.name() + (header.value().isEmpty() ? ";" : ": " + header.value()))));
        if (body != null) {
            line.append(" --data-binary ").append(quoted(body));
        }
        return line.toString();
    }

    private static String quoted(String text) {
        return quoted(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String quoted(byte[] bytes) {
        var text = new StringBuilder("$'");
        for (byte b : bytes) {
            char c = (char) (b & 0xff);
            if (c < ' ' || c > '~') {
                text.append("\\x%02x".formatted((int) c));
            } else {
                text.append(c == '\'' || c == '\\' ? "\\" : "").append(c);
            }
        }
        return text.append('\'').toString();
    }
}
