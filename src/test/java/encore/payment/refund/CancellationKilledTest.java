package encore.payment.refund;

import encore.Encore;
import encore.testing.BesideServers;
import encore.testing.Shop;
import encore.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A performance is cancelled, and the server is killed by SIGKILL while it refunds the buyers. Two
 * nodes go on with it at once. Everybody has then what they had before they bought.
 */
@BesideServers
class CancellationKilledTest {

    private static final int BUYERS = 400;

    @TempDir
    Path directory;

    private final List<Process> started = new ArrayList<>();
    private final String database = TestDatabase.create();
    private final JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(database));

    @AfterEach
    void stopWhatRuns() throws InterruptedException {
        for (var process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    private record Node(Process process, Path log, Shop shop) {

        void awaitReady() {
            eventually(() -> {
                try {
                    assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
                    return Files.readString(log).contains("Started Encore");
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }

    private Node start() throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var data = Files.createTempDirectory(directory, "node");
        var log = data.resolve("log.txt");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Encore.class.getName(),
                        "--server.port=" + port,
                        "--encore.sample-data=false",
                        "--spring.datasource.url=" + database,
                        "--encore.operator.password=secret",
                        "--encore.security.open=true",
                        "--encore.reservation.returned-within=0s",
                        "--encore.waiting.signing-key=a-key-for-tests-that-is-long-enough",
                        "--encore.data=" + data)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        started.add(process);
        return new Node(process, log, new Shop(port));
    }

    private static void eventually(BooleanSupplier condition) {
        var patience = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting").isLessThan(patience);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private long count(String from) {
        return jdbc.sql("select count(*) from " + from).query(Long.class).single();
    }

    private List<Long> perStream(String event) {
        return jdbc.sql("select count(*) from domain_event_entry where payload_type = ?"
                        + " group by aggregate_identifier")
                .param(event)
                .query(Long.class)
                .list();
    }

    @Test
    void killed_in_the_middle_it_is_finished_and_exact_to_the_point() throws Exception {
        var first = start();
        first.awaitReady();
        var performance = first.shop()
                .schedule("Piano Night", BUYERS, 100, Instant.now().plus(Duration.ofDays(1)))
                .is(201)
                .text("performanceId");
        var tomorrow = Instant.now().plus(Duration.ofDays(1));
        Buyers.plant(jdbc, performance, BUYERS, BUYERS, 100, tomorrow);
        eventually(() -> count("reservation where status = 'PAID'") == BUYERS);
        eventually(() -> count("seat_map where status = 'SOLD'") == BUYERS);
        var cancellation = first.shop()
                .operator(
                        "POST",
                        "/performances/" + performance + "/cancellation",
                        Map.of("reason", "The pianist is ill"))
                .is(202)
                .location();
        eventually(
                () -> count("domain_event_entry where payload_type = 'ReservationRefunded'") > 0);
        first.process().destroyForcibly().waitFor();
        assertThat(count("domain_event_entry where payload_type = 'ReservationRefunded'"))
                .isBetween(1L, BUYERS - 1L);

        var nodes = List.of(start(), start());
        for (var node : nodes) {
            node.awaitReady();
            eventually(() -> node.shop()
                    .operator("GET", cancellation, null)
                    .is(200)
                    .text("state")
                    .equals("COMPLETED"));
        }
        for (var node : nodes) {
            var ended = node.shop().operator("GET", cancellation, null).is(200);
            assertThat(ended.number("refundsDone")).isEqualTo(BUYERS);
            assertThat(ended.get("failed").isEmpty()).isTrue();
        }
        for (var event : List.of("ReservationRefunded", "PointRefunded", "SeatReleased")) {
            assertThat(perStream(event)).as(event).hasSize(BUYERS).containsOnly(1L);
        }
        var seats = nodes.getFirst()
                .shop()
                .customer("ann")
                .get("/performances/" + performance + "/seats")
                .is(200)
                .get("seats");
        assertThat(seats.values())
                .hasSize(BUYERS)
                .allMatch(seat -> seat.get("status").asString().equals("AVAILABLE"));
        assertThat(jdbc.sql("""
                        select convert_from(payload, 'UTF8')::json ->> 'user',
                               (convert_from(payload, 'UTF8')::json ->> 'balance')::bigint
                          from domain_event_entry where payload_type = 'PointRefunded'
                        """)
                        .query((row, n) -> Map.entry(row.getString(1), row.getLong(2)))
                        .list())
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, BUYERS)
                        .mapToObj(n -> Map.entry(Buyers.name(performance, n), 1_000L + n))
                        .toList());
    }
}
