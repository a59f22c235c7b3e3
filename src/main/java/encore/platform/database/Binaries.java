package encore.platform.database;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.CRC32C;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * PostgreSQL's programs, as the build packs them for the machine it runs on. They are unpacked once
 * into a directory that is ours alone; when what lies there is not what this build brings, or a
 * file was cut short or exchanged, they are unpacked again.
 */
final class Binaries {

    private static final Logger log = LoggerFactory.getLogger(Binaries.class);
    private static final String PROGRAMS = "postgres-programs";

    private final String archive;
    private final Path programs;
    private final Path sumFile;

    private Binaries(Path data) {
        this.archive = "/postgres-%s-%s.txz".formatted(system(), processor());
        this.programs = data.resolve(PROGRAMS);
        this.sumFile = data.resolve(PROGRAMS + ".sum");
    }

    /** Answers with the directory that holds {@code bin}, {@code lib} and {@code share}. */
    static Path unpackedInto(Path data) throws IOException {
        var binaries = new Binaries(data);
        if (!binaries.areThere()) {
            binaries.unpack(data.resolve(PROGRAMS + ".new"));
        }
        return OwnerOnly.directory(binaries.programs);
    }

    /** What lies there may be somebody else's: it is unpacked again before it is run. */
    static void distrust(Path data) throws IOException {
        Files.deleteIfExists(new Binaries(data).sumFile);
    }

    private static String system() {
        var name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? "darwin" : name.startsWith("win") ? "windows" : name;
    }

    private static String processor() {
        return switch (System.getProperty("os.arch")) {
            case "amd64" -> "x86_64";
            case "aarch64" -> "arm_64";
            case String other -> other;
        };
    }

    private boolean areThere() throws IOException {
        return Files.isRegularFile(sumFile) && Files.readString(sumFile).equals(sum());
    }

    /** In a place of its own first, so that a half of it is never taken for the whole. */
    private void unpack(Path aside) throws IOException {
        log.info("unpacking PostgreSQL into {}", programs);
        FileSystemUtils.deleteRecursively(aside);
        OwnerOnly.directory(aside);
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(open()))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, entry.resolveIn(aside));
            }
        }
        FileSystemUtils.deleteRecursively(programs);
        Files.move(aside, programs, StandardCopyOption.ATOMIC_MOVE);
        OwnerOnly.file(sumFile, sum());
    }

    private static void unpack(InputStream content, TarArchiveEntry entry, Path path)
            throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        var directory = Objects.requireNonNull(path.getParent());
        Files.createDirectories(directory);
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, path);
        if (directory.endsWith("bin") && !path.toFile().setExecutable(true)) {
            throw new IOException("can't make " + path + " executable");
        }
    }

    private InputStream open() {
        var content = Binaries.class.getResourceAsStream(archive);
        if (content == null) {
            throw new NoDatabase(
                    "This build of Encore brings no PostgreSQL for this machine (" + archive
                            + "), and none is named.",
                    "Set SPRING_DATASOURCE_URL,"
                            + " SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD.");
        }
        return new BufferedInputStream(content);
    }

    /**
     * Tells quickly what an accident has changed. It need not tell more: only we, or root, could
     * file on purpose is us, or root.
     */
    private String sum() throws IOException {
        var sum = new CRC32C();
        try (var content = open()) {
            sum.update(content.readAllBytes());
        }
        if (!Files.isDirectory(programs, LinkOption.NOFOLLOW_LINKS)) {
            return "";
        }
        try (var paths = Files.walk(programs)) {
            for (var path : (Iterable<Path>) paths.sorted()::iterator) {
                sum.update(programs.relativize(path).toString().getBytes(UTF_8));
                if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                    sum.update(Files.readAllBytes(path));
                }
            }
        }
        return Long.toHexString(sum.getValue());
    }
}
