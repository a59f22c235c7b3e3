package encore.audit;

import encore.Encore;
import encore.testing.HeldLock;
import encore.testing.Shop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

import javax.sql.DataSource;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

import static org.assertj.core.api.Assertions.assertThat;

/** An audit runs on another node, which is killed in the middle of it. */
class AuditKilledTest extends AuditOverHttp {

    @Autowired
    private DataSource source;

    @TempDir
    Path directory;

    private Process process;

    @AfterEach
    void stopTheOtherNode() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private Shop startAnotherNode() throws IOException, SQLException {
        String database;
        try (var connection = source.getConnection()) {
            database = connection.getMetaData().getURL();
        }
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var log = directory.resolve("log.txt");
        process = new ProcessBuilder(
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
                        "--encore.waiting.signing-key=a-key-for-tests-that-is-long-enough",
                        "--encore.data=" + directory)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        eventually(() -> says(log, "Started Encore"));
        return new Shop(port);
    }

    private boolean says(Path log, String words) {
        try {
            assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
            return Files.readString(log).contains(words);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void any_node_tells_and_one_runs_at_a_time_and_a_killed_one_was_interrupted()
            throws IOException, SQLException, InterruptedException {
        shop.customer("ann").charges(5).is(201);
        var elsewhere = startAnotherNode();
        var address = isKilledWhileAuditing(elsewhere);
        eventually(() -> look(address).text("state").equals("INTERRUPTED"));
        assertThat(audit(null).get("totals").get("charged").asLong()).isPositive();
    }

    private String isKilledWhileAuditing(Shop elsewhere) throws SQLException, InterruptedException {
        // Whoever checks the seals waits for us.
        try (var _ = HeldLock.by("lock table seal in access exclusive mode", source)) {
            var address = elsewhere
                    .operator("POST", "/audits", null)
                    .is(202)
                    .header("Location")
                    .substring("/api/v1".length());
            eventually(() ->
                    look(address).get("progress").get("step").asString().equals("CHECKING_RULES"));
            var id = look(address).text("auditId");
            assertThat(look(address).text("state")).isEqualTo("RUNNING");
            assertThat(look(address).get("intact").isNull()).isTrue();
            for (var node : new Shop[] {shop, elsewhere}) {
                assertThat(node.operator("POST", "/audits", null)
                                .isRefused(409, "AUDIT_RUNNING")
                                .text("auditId"))
                        .isEqualTo(id);
            }
            process.destroyForcibly().waitFor();
            return address;
        }
    }
}
