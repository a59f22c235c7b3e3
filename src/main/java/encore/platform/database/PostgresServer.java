package encore.platform.database;

import org.springframework.util.FileSystemUtils;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL server on a directory of its own. It listens on 127.0.0.1 and on no socket in the
 * file system, and lets nobody in without a password. What its programs say is in
 * {@code postgres.log}.
 */
final class PostgresServer {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LINES_OF_LOG = 5;

    /** Every connection needs a password, which is never sent in plain. */
    private static final String WHO_MAY_CONNECT = """
            # Written by Encore at each start.
            local all all scram-sha-256
            host all all all scram-sha-256
            """;

    private final Path programs;
    private final Path directory;
    private final Path output;
    private final int connections;
    private final boolean isRoot;
    private int port;

    PostgresServer(Path data, int connections) throws IOException {
        this.programs = Binaries.unpackedInto(data);
        this.directory = data.resolve("postgres");
        this.output = OwnerOnly.file(data.resolve("postgres.log"), "");
        this.connections = connections;
        this.isRoot = OwnerOnly.belongsToRoot(output);
    }

    Path directory() {
        return directory;
    }

    boolean isRoot() {
        return isRoot;
    }

    int port() {
        return port;
    }

    /** The client refuses when another server on this port asks for its password in plain. */
    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?requireAuth=scram-sha-256"
                .formatted(port, database);
    }

    /** Makes an empty one, unless there is one; in a place of its own until it is whole. */
    void initialise(Path password) throws IOException {
        if (Files.exists(directory.resolve("PG_VERSION"))) {
            return;
        }
        var aside = directory.resolveSibling("postgres.new");
        FileSystemUtils.deleteRecursively(aside);
        run(
                "",
                "initdb",
                "-D",
                aside.toString(),
                "-U",
                Superuser.NAME,
                "-E",
                "UTF-8",
                "-A",
                "scram-sha-256",
                "--pwfile=" + password);
        Files.move(aside, directory, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Durable whatever happens. */
    void start() throws IOException {
        OwnerOnly.directory(directory);
        OwnerOnly.file(directory.resolve("pg_hba.conf"), WHO_MAY_CONNECT);
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var settings = List.of(
                "listen_addresses=127.0.0.1",
                "port=" + port,
                "unix_socket_directories=",
                "timezone=UTC",
                "fsync=on",
                "synchronous_commit=on",
                "full_page_writes=on",
                "shared_buffers=256MB",
                "max_connections=" + connections,
                "jit=off",
                "log_min_messages=fatal");
        run(
                "",
                "pg_ctl",
                "start",
                "-D",
                directory.toString(),
                "-w",
                "-t",
                String.valueOf(PATIENCE.toSeconds()),
                "-o",
                "-c " + String.join(" -c ", settings));
    }

    void stop() throws IOException {
        run("", "pg_ctl", "stop", "-D", directory.toString(), "-w", "-m", "fast");
    }

    /** While the server is down: who can read the directory needs no password. */
    void sayAlone(String sql) throws IOException {
        run(sql + "\n", "postgres", "--single", "-D", directory.toString(), "template1");
    }

    private void run(String input, String program, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        if (isRoot) {
            // PostgreSQL refuses to be root. In a user namespace it does not see that it is.
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(programs.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
        try (var stdin = process.outputWriter()) {
            stdin.write(input);
        }
        try {
            if (!process.waitFor(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(program + " does not end; see " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(program + " was interrupted", e);
        }
        if (process.exitValue() != 0) {
            throw new IOException(program + " failed: " + lastWords());
        }
    }

    private String lastWords() throws IOException {
        var lines = Files.readAllLines(output);
        return String.join(
                " ", lines.subList(Math.max(0, lines.size() - LINES_OF_LOG), lines.size()));
    }
}
