package encore.platform.database;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * PostgreSQL beside the JVM, its data kept in a directory. A server that a killed Encore left
 * behind is stopped first. Whatever was interrupted is taken up at the next start: each step looks
 * for what is missing.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final Duration TO_STOP = Duration.ofSeconds(20);
    private static final int LINE_OF_PID = 0;
    private static final int LINE_OF_DIRECTORY = 1;

    private final DataDirectory data;
    private final PostgresServer server;
    private final ApplicationRole application;

    public EmbeddedDatabase(Path directory, int connections) {
        try {
            data = DataDirectory.claim(directory);
            stopOrphan(data.path().resolve("postgres"));
            server = new PostgresServer(data.path(), connections);
            application = start(Superuser.keptIn(data.path()));
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("PostgreSQL did not start on " + directory, e);
        }
        log.info("PostgreSQL runs on port {}, data in {}", server.port(), server.directory());
    }

    private ApplicationRole start(Superuser superuser) throws IOException, SQLException {
        if (server.isRoot()) {
            log.warn("Encore runs as root, and so does its PostgreSQL: better start it as a user");
        }
        server.initialise(superuser.file());
        server.start();
        try {
            introduce(superuser);
            return ApplicationRole.known(server, superuser);
        } catch (IOException | SQLException e) {
            server.stop();
            throw e;
        }
    }

    /** The superuser's password may be new to these data: they are of an older Encore, say. */
    private void introduce(Superuser superuser) throws IOException, SQLException {
        if (!superuser.isKnownTo(server)) {
            log.info("giving PostgreSQL the password in {}", superuser.file());
            server.stop();
            superuser.introduceTo(server);
            server.start();
        }
    }

    public String url() {
        return server.url(ApplicationRole.NAME);
    }

    public String user() {
        return ApplicationRole.NAME;
    }

    public String password() {
        return application.password();
    }

    /** We hold the lock, so a server that still runs on our data has lost its Encore. */
    private static void stopOrphan(Path directory) throws IOException {
        var pidFile = directory.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        var lines = Files.readAllLines(pidFile);
        var server = ProcessHandle.of(Long.parseLong(lines.get(LINE_OF_PID).strip()))
                .filter(process -> isPostgres(process)
                        && Path.of(lines.get(LINE_OF_DIRECTORY)).equals(directory));
        if (server.isEmpty()) {
            // The number may belong to any process by now, and PostgreSQL would shy away from it.
            Files.delete(pidFile);
            return;
        }
        log.info(
                "stopping the PostgreSQL server {} that a killed Encore left behind",
                server.get().pid());
        server.get().destroy();
        if (!hasEnded(server.get().onExit())) {
            throw new NoDatabase(
                    "The PostgreSQL server " + server.get().pid() + " on " + directory
                            + " does not stop.",
                    "Stop it by hand.");
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString())
                .filter(name -> name.startsWith("postgres"))
                .isPresent();
    }

    private static boolean hasEnded(CompletableFuture<ProcessHandle> exit) {
        try {
            exit.get(TO_STOP.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        server.stop();
        data.close();
    }
}
