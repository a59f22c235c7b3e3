package encore.testing;

import encore.platform.database.EmbeddedDatabase;
import org.springframework.boot.SpringApplication;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One durable PostgreSQL for all tests of a run, the very one that Encore brings; each server under
 * test gets a database of its own, and is no superuser of it.
 */
public final class TestDatabase {

    /** Stays for the next run: to delete so many small files takes half a minute. */
    public static final Path DATA =
            Path.of("target", "test-database-" + System.getProperty("surefire.forkNumber", "1"));

    private static final int CONNECTIONS = 500;
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final EmbeddedDatabase POSTGRES = start();

    private TestDatabase() {}

    private static EmbeddedDatabase start() {
        var postgres = new EmbeddedDatabase(DATA, CONNECTIONS);
        SpringApplication.getShutdownHandlers().add(() -> stop(postgres));
        return postgres;
    }

    /** Runs when the last server under test is closed. */
    private static void stop(EmbeddedDatabase postgres) {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Spares another data directory the unpacking. */
    public static void lendPrograms(Path data) throws IOException {
        for (var part : List.of("postgres-programs", "postgres-programs.sum")) {
            try (var paths = Files.walk(DATA.resolve(part))) {
                for (var path : (Iterable<Path>) paths::iterator) {
                    Files.copy(
                            path,
                            data.resolve(DATA.relativize(path)),
                            LinkOption.NOFOLLOW_LINKS,
                            StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    /** Makes an empty database and answers with its address. */
    public static String create() {
        var name = "encore" + COUNT.incrementAndGet();
        try (var connection = Superuser.of(DATA, POSTGRES.url()).getConnection();
                var statement = connection.createStatement()) {
            // The run before has left one.
            statement.execute("drop database if exists " + name + " with (force)");
            statement.execute("create database " + name + " owner " + POSTGRES.user());
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
        return POSTGRES.url().replace("/encore?", "/" + name + "?") + "&user=" + POSTGRES.user()
                + "&password=" + POSTGRES.password();
    }
}
