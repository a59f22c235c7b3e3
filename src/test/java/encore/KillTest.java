package encore;

import encore.testing.Answer;
import encore.testing.BesideServers;
import encore.testing.Invariants;
import encore.testing.Shop;
import encore.testing.Superuser;
import encore.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What was answered survives (rule 6): the whole server as a newcomer starts it, killed by SIGKILL.
 * Each test goes on with the data, and the server, that the one before has left.
 */
@BesideServers
class KillTest {

    private static final Pattern PORT_OF_POSTGRES =
            Pattern.compile("PostgreSQL runs on port (\\d+)");
    private static final int CAPACITY = 500;

    @TempDir
    static Path data;

    private static final List<Process> STARTED = new ArrayList<>();
    private static Server last;

    @BeforeAll
    static void spareTheUnpacking() throws IOException {
        TestDatabase.lendPrograms(data);
    }

    @AfterAll
    static void stopWhatRuns() throws InterruptedException {
        for (var process : STARTED) {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private record Server(Process process, Path log, int port) {

        Shop shop() {
            return new Shop(port);
        }

        void awaitReady() throws IOException {
            var patience = Instant.now().plus(Duration.ofSeconds(90));
            while (!Files.readString(log).contains("Started Encore")) {
                assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
                assertThat(Instant.now()).as(Files.readString(log)).isBefore(patience);
                LockSupport.parkNanos(100_000_000);
            }
        }

        JdbcClient database() throws IOException {
            var port = PORT_OF_POSTGRES.matcher(Files.readString(log));
            assertThat(port.find()).isTrue();
            return JdbcClient.create(
                    Superuser.of(log.getParent(), Integer.parseInt(port.group(1))));
        }
    }

    private static Server running() throws IOException {
        if (last == null || !last.process().isAlive()) {
            last = start(data);
            last.awaitReady();
        }
        return last;
    }

    private static Server start(Path data) throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var log = Files.createTempFile(data, "log", ".txt");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Encore.class.getName(),
                        "--server.port=" + port,
                        "--encore.sample-data=false",
                        "--encore.operator.password=secret",
                        "--encore.data=" + data)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        STARTED.add(process);
        return new Server(process, log, port);
    }

    @Test
    void what_was_answered_survives_and_the_invariants_hold() throws Exception {
        var server = running();
        var performance = server.shop()
                .schedule("Piano Night", 400, 100, Instant.now().plus(Duration.ofDays(1)))
                .is(201)
                .text("performanceId");

        var charged = new ConcurrentHashMap<String, Long>();
        var reserved = new ConcurrentLinkedQueue<String>();
        var paid = new ConcurrentLinkedQueue<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 1; i <= 100; i++) {
                var seat = performance + "-1-1-" + i;
                var name = "buyer" + i;
                threads.submit(() -> buys(server.shop(), name, seat, charged, reserved, paid));
            }
            var patience = Instant.now().plus(Duration.ofSeconds(90));
            while (paid.size() < 10) {
                assertThat(server.process().isAlive()).isTrue();
                assertThat(Instant.now()).as("%s paid", paid.size()).isBefore(patience);
                LockSupport.parkNanos(1_000_000);
            }
            server.process().destroyForcibly().waitFor();
        }
        assertThat(server.process().exitValue()).isEqualTo(137);

        var again = running();
        assertThat(Files.readString(again.log())).contains("left behind");
        var database = again.database();
        awaitPaymentsEnded(database);
        Invariants.of(database).hold(CAPACITY);
        assertThat(payloads(database, "ReservationOpened", "reservation")).containsAll(reserved);
        assertThat(payloads(database, "ReservationPaid", "payment")).containsAll(paid);
        charged.forEach((user, amount) -> assertThat(database.sql("""
                        select count(*) from domain_event_entry
                         where aggregate_identifier = ? and payload_type = 'PointCharged'
                        """)
                        .params("points:" + user)
                        .query(Long.class)
                        .single())
                .isEqualTo(1));

        var ann = again.shop().customer("ann");
        ann.charges(100).is(201);
        ann.pays(ann.reserves(performance + "-1-1-400").is(201).text("reservationId"))
                .is(201);
    }

    private static void buys(
            Shop shop,
            String name,
            String seat,
            Map<String, Long> charged,
            ConcurrentLinkedQueue<String> reserved,
            ConcurrentLinkedQueue<String> paid) {
        var buyer = shop.customer(name);
        if (buyer.charges(150).status() == 201) {
            charged.put(buyer.name(), 150L);
        }
        var reservation = buyer.reserves(seat).is(201).text("reservationId");
        reserved.add(reservation);
        Answer payment = buyer.pays(reservation);
        if (payment.status() == 201) {
            paid.add(payment.text("paymentId"));
        }
    }

    private static void awaitPaymentsEnded(JdbcClient database) {
        var patience = Instant.now().plus(Duration.ofSeconds(90));
        while (database.sql("""
                select count(*) filter (where payload_type = 'PaymentRequested')
                     - count(*) filter (where payload_type in
                           ('ReservationPaid', 'PaymentRejected'))
                  from domain_event_entry
                """).query(Long.class).single() > 0) {
            assertThat(Instant.now()).isBefore(patience);
            LockSupport.parkNanos(100_000_000);
        }
    }

    private static List<String> payloads(JdbcClient database, String type, String field) {
        return database.sql("select convert_from(payload, 'UTF8')::json ->> ?"
                        + " from domain_event_entry where payload_type = ?")
                .params(field, type)
                .query(String.class)
                .list();
    }

    @Test
    void a_rebuild_killed_in_the_middle_goes_on_where_it_was() throws Exception {
        var server = running();
        var database = server.database();
        int events = database.sql("""
                insert into domain_event_entry (aggregate_identifier, sequence_number, type,
                       event_identifier, payload_type, time_stamp, payload, meta_data)
                select 'points:user' || n % 1000, n / 1000, 'PointAccount', gen_random_uuid(),
                       'PointCharged', '2026-11-24T10:00:00Z', convert_to(format(
                           '{"user":"user%s","charge":"c%s","amount":1,"balance":%s}',
                           n % 1000, n, n / 1000 + 1), 'UTF8'), '{}'
                  from generate_series(0, 29999) n
                """).update();
        awaitRows(database, "point_history", events);
        // While people are busy it works in small steps, so that it can be met between two.
        var buyer = server.shop().customer("ann");
        Thread.startVirtualThread(() -> {
            while (server.process().isAlive()) {
                buyer.charges(1);
            }
        });
        var path = server.shop()
                .operator("POST", "/projections/history/rebuilds", null)
                .is(202)
                .location();
        long done = 0;
        while (done == 0) {
            done = server.shop().operator("GET", path, null).number("eventsDone");
        }
        server.process().destroyForcibly().waitFor();

        var again = running();
        assertThat(again.shop().operator("GET", path, null).number("eventsDone"))
                .isGreaterThanOrEqualTo(done);
        var patience = Instant.now().plus(Duration.ofSeconds(60));
        while (again.shop().operator("GET", path, null).text("state").equals("RUNNING")) {
            assertThat(Instant.now()).isBefore(patience);
            LockSupport.parkNanos(100_000_000);
        }
        var ended = again.shop().operator("GET", path, null);
        assertThat(ended.text("state")).as(ended.body()).isEqualTo("COMPLETED");
        assertThat(ended.get("check").get("same").asBoolean()).as(ended.body()).isTrue();
        assertThat(ended.get("check").get("rowsAfter").asLong()).isGreaterThan(events);
        assertThat(Files.readString(again.log()))
                .contains("REBUILD of history goes on after position ")
                .doesNotContain("REBUILD of history goes on after position -1");
        assertThat(again.database()
                        .sql("select count(*) from pg_tables where schemaname = 'aside'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private static void awaitRows(JdbcClient database, String table, long rows) {
        var patience = Instant.now().plus(Duration.ofSeconds(90));
        while (database.sql("select count(*) from " + table).query(Long.class).single() < rows) {
            assertThat(Instant.now()).isBefore(patience);
            LockSupport.parkNanos(100_000_000);
        }
    }

    @Test
    void a_second_server_on_the_same_data_says_so_and_leaves_the_first_alone() throws Exception {
        var server = running();
        var intruder = start(data);
        assertThat(intruder.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(intruder.process().exitValue()).isNotZero();
        assertThat(Files.readString(intruder.log())).contains("Another Encore is running");
        server.shop().customer("ann").charges(1).is(201);
    }

    @Test
    void data_that_are_not_ours_are_left_alone(@TempDir Path theirs) throws Exception {
        TestDatabase.lendPrograms(theirs);
        Files.createDirectories(theirs.resolve("postgres"));
        Files.writeString(theirs.resolve("postgres/PG_VERSION"), "18\n");
        var server = start(theirs);
        assertThat(server.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(server.process().exitValue()).isNotZero();
        assertThat(Files.readString(server.log())).contains("are left alone");
        assertThat(theirs.resolve("postgres").toFile().list()).containsExactly("PG_VERSION");
    }
}
