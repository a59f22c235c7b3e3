package encore.testing;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;

/** A client of the server under test, over real HTTP. */
public class Shop {

    public static final String OPERATOR =
            "Basic " + Base64.getEncoder().encodeToString("operator:secret".getBytes());

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = client().build();

    private final String base;
    private final HttpClient http;

    public Shop(int port) {
        this("http://localhost:" + port, HTTP);
    }

    private Shop(String base, HttpClient http) {
        this.base = base;
        this.http = http;
    }

    private static HttpClient.Builder client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(20))
                .executor(Executors.newVirtualThreadPerTaskExecutor());
    }

    /** The same server, asked from another address of this machine: {@code 127.0.0.2}. */
    public Shop from(String address) {
        try {
            return new Shop(
                    base.replace("localhost", "127.0.0.1"),
                    client().localAddress(InetAddress.getByName(address)).build());
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Sends a request; the body is sent as it is, or not at all when null. The answer must be one
     * that the API describes.
     */
    public Answer send(String method, String path, String body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .method(
                        method,
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        if (body != null && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        try {
            var answer = Answer.of(http.send(request.build(), BodyHandlers.ofString()));
            Described.check(method, request.build().uri(), body, answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public Answer post(String path, Object body, Map<String, String> headers) {
        return send("POST", "/api/v1" + path, JSON.writeValueAsString(body), headers);
    }

    public Answer get(String path, Map<String, String> headers) {
        return send("GET", "/api/v1" + path, null, headers);
    }

    /** A call of the operator's; the body may be null. */
    public Answer operator(String method, String path, Object body) {
        return send(
                method,
                "/api/v1" + path,
                body == null ? null : JSON.writeValueAsString(body),
                Map.of("Authorization", OPERATOR));
    }

    /** Somebody new, who has not joined the line yet. */
    public Person somebody(String name) {
        return new Person(this, name + "-" + UUID.randomUUID().toString().substring(0, 8));
    }

    /** Somebody new, inside. */
    public Person customer(String name) {
        return somebody(name).joins();
    }

    /** A performance with one section of one row. */
    public Answer schedule(String title, int seats, long price, Instant startsAt) {
        return schedule(
                title,
                startsAt,
                List.of(Map.of("name", "Floor", "rows", 1, "seatsPerRow", seats, "price", price)));
    }

    public Answer schedule(String title, Instant startsAt, List<Map<String, Object>> sections) {
        return post(
                "/performances",
                Map.of(
                        "title",
                        title,
                        "venue",
                        "Blue Note Cellar",
                        "startsAt",
                        startsAt.toString(),
                        "sections",
                        sections),
                Map.of("Authorization", OPERATOR));
    }
}
