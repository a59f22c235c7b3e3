package encore.benchmark;

import encore.benchmark.Operation.Load;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What HTTP and durable storing cost together: {@link HttpFloor} reads the same body and stores the
 * same rows, in as many transactions one after the other, by the server's shared commit.
 */
final class CombinedFloor {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port;
    private final Server server;

    /** The floor of that port stores into this server's database. */
    CombinedFloor(int port, Server server) throws IOException, InterruptedException {
        this.port = port;
        this.server = server;
        tell("/database", List.of());
    }

    private void tell(String path, List<String> body) throws IOException, InterruptedException {
        var where = "?data=%s&url=%s"
                .formatted(encoded(server.data().toString()), encoded(server.databaseUrl()));
        var answer = HTTP.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path + where))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** An operation with such a body, that stores such transactions: names of events each. */
    Load of(String name, String body, String... transactions) {
        return pace -> {
            tell("/operations/" + name, List.of(transactions));
            return Wrk.post(port, "/operations/" + name + "/runs", body)
                    .at(pace)
                    .cycling()
                    .send(List.of("\t"), 201);
        };
    }

    /** Operations one after the other: what each takes adds up. */
    static Load oneAfterTheOther(List<Load> loads) {
        return pace -> {
            var each = new LoadLevel(
                    Math.max(1, pace.seconds() / loads.size()), pace.connections(), pace.rate());
            var measures = new ArrayList<Measure>();
            for (var load : loads) {
                measures.add(load.run(each));
            }
            double seconds =
                    measures.stream().mapToDouble(m -> 1 / m.perSecond()).sum();
            return Measure.of(Math.round(pace.seconds() / seconds), pace.seconds());
        };
    }
}
