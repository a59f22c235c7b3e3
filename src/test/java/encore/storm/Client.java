package encore.storm;

import encore.testing.Shop;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A client behind a balancer that sends requests to both nodes in turn, but for a second to none
 * that has just failed. Whatever got no answer, or was answered that it may be tried again, it
 * simply sends again.
 */
final class Client {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration LONGEST = Duration.ofSeconds(4);
    private static final Duration AVOIDED = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Set<Integer> AGAIN = Set.of(429, 500, 503);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final List<StormNode> nodes;
    private final Ledger ledger;
    private final AtomicInteger turn = new AtomicInteger();
    private final long[] failedAt = {
        System.nanoTime() - Long.MAX_VALUE / 2, System.nanoTime() - Long.MAX_VALUE / 2
    };

    Client(List<StormNode> nodes, Ledger ledger) {
        this.nodes = nodes;
        this.ledger = ledger;
    }

    /** An answer that counts. */
    record Reply(int status, JsonNode body) {

        String text(String field) {
            return body.path(field).asString();
        }
    }

    /**
     * Sends until there is an answer.
     *
     * @param token may be null, as may be the body and the key that makes a POST repeatable
     */
    Reply send(String method, String path, String token, Object body, String key)
            throws InterruptedException {
        var headers = token == null ? Map.<String, String>of() : Map.of("Waiting-Token", token);
        return send(method, path, headers, body, key);
    }

    /** The operator posts something. */
    Reply post(String path, Object body, String key) throws InterruptedException {
        return send("POST", path, Map.of("Authorization", Shop.OPERATOR), body, key);
    }

    private Reply send(
            String method, String path, Map<String, String> headers, Object body, String key)
            throws InterruptedException {
        long patience = System.nanoTime() + PATIENCE.toNanos();
        String last = "nothing";
        while (System.nanoTime() < patience) {
            int node = next();
            try {
                var answer = http.send(
                        request(nodes.get(node), method, path, headers, body, key),
                        BodyHandlers.ofString());
                last = answer.statusCode() + " " + answer.body();
                if (counts(answer)) {
                    return new Reply(
                            answer.statusCode(),
                            answer.body().isEmpty()
                                    ? JSON.nullNode()
                                    : JSON.readTree(answer.body()));
                }
            } catch (IOException e) {
                last = e.toString();
                failedAt[node] = System.nanoTime();
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        ledger.findings.add(method + " " + path + " is not answered: " + last);
        throw new NoAnswer();
    }

    /** In turn, but not one that has just failed, if there is another. */
    private int next() {
        int node = turn.getAndIncrement() & 1;
        return System.nanoTime() - failedAt[node] < AVOIDED.toNanos()
                        && System.nanoTime() - failedAt[1 - node] > AVOIDED.toNanos()
                ? 1 - node
                : node;
    }

    static final class NoAnswer extends RuntimeException {}

    private static boolean counts(HttpResponse<String> answer) {
        return !AGAIN.contains(answer.statusCode())
                && !(answer.statusCode() == 409 && answer.body().contains("REQUEST_IN_PROGRESS"));
    }

    private static HttpRequest request(
            StormNode node,
            String method,
            String path,
            Map<String, String> headers,
            Object body,
            String key) {
        var request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + node.port() + "/api/v1" + path))
                .timeout(LONGEST)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(JSON.writeValueAsString(body)));
        headers.forEach(request::header);
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return request.build();
    }
}
