package encore;

import encore.kernel.Commands;
import encore.kernel.UserId;
import encore.point.ChargeId;
import encore.point.PointAccountCommand.ChargePoint;
import encore.testing.OverHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import javax.sql.DataSource;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What is in {@code ops/}, before a real Prometheus that scrapes a real server: every query of the
 * dashboard has an answer after a purchase, and every alert fires when its cause is planted, and
 * not before. Needs {@code prometheus} on the path.
 */
@TestPropertySource(
        properties = {"encore.limits.in-flight=8", "spring.datasource.hikari.maximum-pool-size=14"})
class OpsTest extends OverHttp {

    private static final Path OPS = Path.of("ops");
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int POOL = 14;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Autowired
    private Commands commands;

    @Autowired
    private DataSource dataSource;

    @TempDir
    private Path directory;

    private Process prometheus;
    private int prometheusPort;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(isThere(), "prometheus is not on the path");
        try (var socket = new ServerSocket(0)) {
            prometheusPort = socket.getLocalPort();
        }
        Files.writeString(directory.resolve("operator-password"), "secret");
        Files.writeString(
                directory.resolve("prometheus.yml"),
                Files.readString(OPS.resolve("prometheus/prometheus.yml"))
                        .replace("interval: 5s", "interval: 1s")
                        .replace("\"localhost:8080\"", "\"localhost:" + port() + "\""));
        // Each as soon as its condition holds: how long it must is Prometheus' business.
        Files.writeString(
                directory.resolve("alerts.yml"),
                Files.readString(OPS.resolve("prometheus/alerts.yml"))
                        .replaceAll("(?m)^ +for: .*$\n", ""));
        prometheus = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + directory.resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + prometheusPort)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log.txt").toFile())
                .start();
        eventually(() -> alive("up{job=\"encore\"} == 1"));
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (prometheus != null) {
            prometheus.destroy();
            prometheus.waitFor(20, TimeUnit.SECONDS);
        }
    }

    private static boolean isThere() {
        try {
            return new ProcessBuilder("prometheus", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private JsonNode ask(String path) {
        try {
            var answer = HTTP.send(
                    HttpRequest.newBuilder(URI.create(
                                    "http://127.0.0.1:" + prometheusPort + "/api/v1/" + path))
                            .build(),
                    BodyHandlers.ofString());
            // It is not ready at once.
            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 503);
            return answer.statusCode() == 200
                    ? JSON.readTree(answer.body()).get("data")
                    : JSON.createObjectNode();
        } catch (IOException e) {
            return JSON.createObjectNode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean alive(String query) {
        return !ask("query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
                .path("result")
                .isEmpty();
    }

    private Set<String> firing() {
        return ask("alerts")
                .path("alerts")
                .valueStream()
                .filter(alert -> alert.get("state").asString().equals("firing"))
                .map(alert -> alert.get("labels").get("alertname").asString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> alerts() throws IOException {
        return Files.readAllLines(OPS.resolve("prometheus/alerts.yml")).stream()
                .filter(line -> line.strip().startsWith("- alert: "))
                .map(line -> line.strip().substring("- alert: ".length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void buy() {
        var ann = shop.customer("ann");
        var reservation = ann.reserves(freeSeat()).is(201).text("reservationId");
        ann.charges(PRICE).is(201);
        ann.pays(reservation).is(201);
    }

    @Test
    void every_query_of_the_dashboard_has_an_answer() throws IOException {
        var queries = new ArrayList<String>();
        for (var panel : JSON.readTree(OPS.resolve("grafana/encore.json")).get("panels")) {
            for (var target : panel.get("targets")) {
                queries.add(target.get("expr").asString());
            }
        }
        assertThat(queries).hasSizeGreaterThan(25);
        // A rate needs two scrapes, between which something has happened.
        var unanswered = new ArrayList<>(queries);
        eventually(
                () -> {
                    buy();
                    shop.customer("bob").reserves("no-such-seat-1-1-1").is(404);
                    unanswered.removeIf(this::alive);
                    return unanswered.isEmpty();
                },
                () -> "no answer: " + unanswered);
    }

    @Test
    void every_alert_fires_by_its_cause_and_not_before() throws Exception {
        eventually(() -> alive("encore_readmodel_failing == 0"));
        assertThat(firing()).isEmpty();

        var fired = new TreeSet<String>();
        var expected = alerts();
        expected.removeAll(List.of("EncoreNodeDown", "EncoreWaitsForConnections"));
        var over = new AtomicBoolean();
        var crowd = Executors.newVirtualThreadPerTaskExecutor();
        try {
            plant();
            for (int n = 0; n < 32; n++) {
                crowd.submit(() -> {
                    // Whoever joins looks for a moment whether they are let in.
                    while (!over.get()) {
                        shop.somebody("ann").asksForToken();
                    }
                });
            }
            eventually(
                    () -> {
                        fired.addAll(firing());
                        return fired.containsAll(expected);
                    },
                    () -> "fired: " + fired);
        } finally {
            over.set(true);
            crowd.close();
            mend();
        }
        var taken = takeAllConnections();
        var waiting = Thread.ofVirtual().start(() -> shop.operator("GET", "/projections", null));
        eventually(() -> firing().contains("EncoreWaitsForConnections"));
        for (var connection : taken) {
            connection.close();
        }
        waiting.join();
        fired.add("EncoreWaitsForConnections");

        Files.writeString(directory.resolve("operator-password"), "wrong");
        eventually(() -> firing().contains("EncoreNodeDown"));
        fired.add("EncoreNodeDown");
        assertThat(fired).isEqualTo(alerts());
    }

    private static void eventually(BooleanSupplier condition, Supplier<String> state) {
        try {
            eventually(condition);
        } catch (AssertionError e) {
            throw new AssertionError(state.get(), e);
        }
    }

    private void plant() {
        // Nobody is let in.
        lineIs("PAUSED");
        shop.somebody("cai").waits();
        // A payment hangs.
        jdbc.sql("""
                insert into payment (payment_id, reservation_id, user_id, amount, status,
                       requested_at)
                values ('hangs', 'nobody', 'nobody', 1, 'PENDING', now() - interval '5 minutes')
                """).update();
        // A read model fails, another is behind, and an event was put aside.
        pause("projection-mine");
        jdbc.sql("""
                insert into failing (processor_name, position, error, since)
                values ('projection-mine', 0, 'planted', now() - interval '6 seconds')
                """).update();
        pause("projection-history");
        commands.send(new ChargePoint(new UserId("planted"), new ChargeId("one"), 1));
        clock.forward(Duration.ofSeconds(61));
        leaveToItsTables("projection-balance");
        // A request fails.
        jdbc.sql("alter table audit rename to audit_away").update();
        shop.operator("GET", "/audits/x", null).is(500);
    }

    private void lineIs(String state) {
        shop.operator("PATCH", "/line", Map.of("state", state, "reason", "a test"))
                .is(200);
    }

    private void mend() {
        jdbc.sql("alter table audit_away rename to audit").update();
        jdbc.sql("delete from failing").update();
        jdbc.sql("delete from dead_letter").update();
        jdbc.sql("delete from payment where payment_id = 'hangs'").update();
        for (var name : List.of("projection-mine", "projection-history")) {
            resume(name);
        }
        lineIs("OPEN");
    }

    private List<Connection> takeAllConnections() throws SQLException {
        var taken = new ArrayList<Connection>();
        for (int n = 0; n < POOL; n++) {
            taken.add(dataSource.getConnection());
            taken.getLast().prepareStatement("select 1").close();
        }
        return taken;
    }
}
