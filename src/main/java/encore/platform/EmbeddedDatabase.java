package encore.platform;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * PostgreSQL beside the JVM, its data kept in a directory. One Encore at a time has the directory,
 * which a lock on {@code encore.lock} says; the file also tells that the data are ours. A server
 * that a killed Encore left behind is stopped first.
 */
class EmbeddedDatabase implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final Duration TO_START = Duration.ofSeconds(60);
    private static final Duration TO_STOP = Duration.ofSeconds(20);
    private static final int LINE_OF_PID = 0;
    private static final int LINE_OF_DIRECTORY = 1;

    private final FileChannel lockFile;
    private final EmbeddedPostgres postgres;

    EmbeddedDatabase(Path data) {
        var directory = data.resolve("postgres").toAbsolutePath().normalize();
        try {
            this.lockFile = lock(data.resolve("encore.lock"), directory);
            stopOrphan(directory);
            this.postgres = start(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start on " + directory, e);
        }
    }

    String url() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    private static FileChannel lock(Path file, Path directory) throws IOException {
        Files.createDirectories(directory.getParent());
        if (!Files.exists(file) && Files.exists(directory.resolve("PG_VERSION"))) {
            throw new IllegalStateException("The PostgreSQL data in " + directory + " are not"
                    + " Encore's and are left alone. Choose another directory with ENCORE_DATA, or"
                    + " use that server through SPRING_DATASOURCE_URL.");
        }
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new IllegalStateException("Another Encore is running on " + directory
                    + ". Stop it, or choose another directory with ENCORE_DATA.");
        }
        return channel;
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
        log.info("stopping the PostgreSQL server {} that a killed Encore left behind",
                server.get().pid());
        server.get().destroy();
        if (!hasEnded(server.get().onExit())) {
            throw new IllegalStateException("The PostgreSQL server " + server.get().pid()
                    + " on " + directory + " does not stop. Stop it by hand.");
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info().command()
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

    /** Durable whatever happens: the library's own default would be not to sync at all. */
    private static EmbeddedPostgres start(Path directory) throws IOException {
        var postgres = EmbeddedPostgres.builder()
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .setPGStartupWait(TO_START)
                .setRegisterShutdownHook(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_connections", "50")
                .setServerConfig("jit", "off")
                .start();
        log.info("PostgreSQL runs on port {}, data in {}", postgres.getPort(), directory);
        return postgres;
    }

    @Override
    public void close() throws IOException {
        postgres.close();
        lockFile.close();
    }
}
