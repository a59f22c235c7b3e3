package encore.benchmark;

import encore.platform.database.EmbeddedDatabase;
import encore.testing.Shop;
import encore.testing.Superuser;
import org.springframework.jdbc.core.simple.JdbcClient;

import javax.sql.DataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** The packaged server in a process of its own, with the PostgreSQL it brings. */
final class Server implements AutoCloseable {

    static final String SIGNING_KEY = "a-key-for-benchmarks-that-is-long-enough";
    static final int CAPACITY = 1_000_000;

    private static final Path PACKAGED = Path.of("target/encore.jar");
    private static final Path TRAINED = Path.of("target/encore");
    private static final Pattern PORT_OF_POSTGRES =
            Pattern.compile("PostgreSQL runs on port (\\d+)");
    private static final Duration FOR_LONG_WORK = Duration.ofMinutes(5);
    private static final Duration QUIET = Duration.ofMillis(500);

    private final Jvm jvm;
    private final int port;
    private final Path data;
    private final String databaseUrl;

    private Server(Jvm jvm, int port, Path data, String databaseUrl) {
        this.jvm = jvm;
        this.port = port;
        this.data = data.toAbsolutePath();
        this.databaseUrl = databaseUrl;
    }

    private static String databaseUrl(String log) {
        var port = PORT_OF_POSTGRES.matcher(log);
        if (!port.find()) {
            throw new IllegalStateException("no PostgreSQL in\n" + log);
        }
        return "jdbc:postgresql://127.0.0.1:" + port.group(1) + "/encore";
    }

    static Server start(Path data) throws IOException {
        return start(data, CAPACITY);
    }

    /** Starts it with so many places inside; all who are inside stay. */
    static Server start(Path data, int capacity) throws IOException {
        var jvm = start(data, freePort(), capacity, List.of());
        return new Server(jvm.jvm(), jvm.port(), data, databaseUrl(jvm.jvm().log()));
    }

    /** Starts one of the nodes that share a database, which is this process's. */
    static Server start(Path data, EmbeddedDatabase database, int capacity) throws IOException {
        var jvm = start(
                data,
                freePort(),
                capacity,
                List.of(
                        "--spring.datasource.url=" + database.url(),
                        "--spring.datasource.username=" + database.user(),
                        "--spring.datasource.password=" + database.password(),
                        "--encore.security.open=true"));
        return new Server(jvm.jvm(), jvm.port(), data, database.url());
    }

    private record Started(Jvm jvm, int port) {}

    private static Started start(Path data, int port, int capacity, List<String> more)
            throws IOException {
        var arguments = new ArrayList<String>();
        var extra = System.getProperty("server.jvm", "").strip();
        if (!extra.isEmpty()) {
            arguments.addAll(List.of(extra.split("\\s+")));
        }
        arguments.addAll(
                isTrained()
                        ? List.of(
                                "-XX:AOTCache=" + TRAINED.resolve("encore.aot"),
                                "-jar",
                                TRAINED.resolve("encore.jar").toString())
                        : List.of("-jar", PACKAGED.toString()));
        arguments.addAll(List.of(
                "--server.port=" + port,
                "--encore.data=" + data,
                "--encore.sample-data=false",
                "--encore.operator.password=secret",
                "--encore.waiting.signing-key=" + SIGNING_KEY,
                "--encore.waiting.capacity=" + capacity,
                "--encore.waiting.active-for=10h",
                "--encore.waiting.abandon-after=0",
                "--encore.waiting.show-up-within=0",
                "--encore.reservation.hold-for=10h",
                "--encore.reservation.seats-per-user=1000000",
                "--encore.limits.joins.per-second=1000000",
                "--encore.limits.joins.burst=1000000",
                "--encore.limits.calls.per-second=1000000",
                "--encore.limits.calls.burst=1000000",
                "--encore.limits.early-polls.per-second=1000000",
                "--encore.limits.early-polls.burst=1000000",
                "--encore.limits.in-flight=20000",
                "--encore.limits.connections-per-address=16384"));
        arguments.addAll(more);
        var log = Path.of("target/benchmark/log", data.getFileName() + "-" + port + ".txt");
        return new Started(Jvm.start(log, arguments, "Started Encore"), port);
    }

    /** Whether the profile {@code aot} has made a cache of what is packaged now. */
    static boolean isTrained() {
        return TRAINED.resolve("encore.aot").toFile().lastModified()
                >= PACKAGED.toFile().lastModified();
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    Jvm jvm() {
        return jvm;
    }

    int port() {
        return port;
    }

    Shop shop() {
        return new Shop(port);
    }

    Path data() {
        return data;
    }

    String databaseUrl() {
        return databaseUrl;
    }

    DataSource dataSource() {
        try {
            return Superuser.of(data, databaseUrl);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JdbcClient jdbc() {
        return JdbcClient.create(dataSource());
    }

    /** Commits are on disk when they are answered, or nothing here is worth measuring. */
    void isDurable() {
        for (var setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            assertThat(jdbc().sql("select current_setting(?)")
                            .param(setting)
                            .query(String.class)
                            .single())
                    .as(setting)
                    .isEqualTo("on");
        }
    }

    /** Audits the whole ledger, which holds every rule of it against every event. */
    void isIntact() {
        awaitQuiet();
        var audit = shop().operator("POST", "/audits", Map.of("capacity", CAPACITY))
                .is(202)
                .text("auditId");
        awaitEnd("select state from audit where audit_id = ?", audit);
        var found = shop().operator("GET", "/audits/" + audit, null).is(200);
        assertThat(found.get("intact").asBoolean()).as(found.body()).isTrue();
        assertThat(found.get("totals").get("inFlight").asLong())
                .as(found.body())
                .isZero();
    }

    /** Builds a read model from all events. */
    void rebuild(String model) {
        var path = shop().operator("POST", "/projections/" + model + "/rebuilds", null)
                .is(202)
                .header("Location");
        awaitEnd(
                "select state from rebuild where rebuild_id = ?",
                path.substring(path.lastIndexOf('/') + 1));
    }

    /** Asked over HTTP, checking the operator's password would be most of the work. */
    private void awaitEnd(String stateOf, String id) {
        var patience = System.nanoTime() + FOR_LONG_WORK.toNanos();
        var state = "RUNNING";
        while (state.equals("RUNNING")) {
            assertThat(System.nanoTime()).as("takes too long: %s", id).isLessThan(patience);
            LockSupport.parkNanos(50_000_000);
            state = jdbc().sql(stateOf).param(id).query(String.class).single();
        }
        assertThat(state).isEqualTo("COMPLETED");
    }

    /** Waits until every processor has read what is stored by now. */
    void awaitReaders() {
        long head = head();
        while (jdbc().sql("""
                select coalesce(min(coalesce(
                           (convert_from(token, 'UTF8')::jsonb ->> 'index')::bigint, -1)), 0)
                  from token_entry
                """).query(Long.class).single() < head && head > 0) {
            LockSupport.parkNanos(20_000_000);
        }
    }

    /** Waits until nothing more is stored: requests go on when whoever sent them has stopped. */
    void awaitQuiet() {
        long seen;
        do {
            seen = head();
            LockSupport.parkNanos(QUIET.toNanos());
            awaitReaders();
        } while (head() > seen);
    }

    private long head() {
        return jdbc().sql("select coalesce(max(global_index), 0) from domain_event_entry")
                .query(Long.class)
                .single();
    }

    @Override
    public void close() {
        jvm.close();
    }
}
