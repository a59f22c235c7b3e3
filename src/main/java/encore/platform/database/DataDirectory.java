package encore.platform.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Where Encore keeps what it must not lose, and nobody else has any business. One Encore at a time
 * has it, which a lock on {@code encore.lock} says; the file also tells that the data are ours.
 */
final class DataDirectory implements AutoCloseable {

    private static final String LOCK = "encore.lock";
    private static final String CHOOSE_ANOTHER = "choose another directory with ENCORE_DATA.";
    private static final Set<String> SIGNING_KEYS =
            Set.of("waiting-signing.key", "ticket-signing.key");

    private final Path path;
    private final FileChannel lock;

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    static DataDirectory claim(Path given) throws IOException {
        var path = given.toAbsolutePath().normalize();
        closeToOthers(path);
        if (!Files.exists(path.resolve(LOCK))
                && Files.exists(path.resolve("postgres/PG_VERSION"))) {
            throw new NoDatabase(
                    "The PostgreSQL data in " + path.resolve("postgres")
                            + " are not Encore's and are left alone.",
                    "Use that server through SPRING_DATASOURCE_URL, or " + CHOOSE_ANOTHER);
        }
        var lock = FileChannel.open(
                path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock.tryLock() == null) {
            lock.close();
            throw new NoDatabase(
                    "Another Encore is running on " + path + ".", "Stop it, or " + CHOOSE_ANOTHER);
        }
        return new DataDirectory(path, lock);
    }

    private static void closeToOthers(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            OwnerOnly.directory(path);
        } else if (isOurs(path)) {
            if (OwnerOnly.othersMayWriteIn(path)) {
                Binaries.distrust(path);
            }
            OwnerOnly.directory(path);
        } else if (OwnerOnly.othersMayWriteIn(path)) {
            throw new NoDatabase(
                    "Others may write in " + path + ", and so exchange what is run from there.",
                    "Make it yours alone (chmod 700), or " + CHOOSE_ANOTHER);
        }
    }

    /** To narrow what serves others too, a home or {@code /tmp}, would lock them out. */
    private static boolean isOurs(Path path) throws IOException {
        if (OwnerOnly.isSharedByAll(path)) {
            return false;
        }
        try (var entries = Files.list(path)) {
            var names = entries.map(entry -> entry.getFileName().toString()).toList();
            return names.isEmpty()
                    || names.contains(LOCK)
                    || names.stream().anyMatch(SIGNING_KEYS::contains);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
