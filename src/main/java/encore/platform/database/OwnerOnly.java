package encore.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files and directories that only their owner may read, write or enter, whatever the umask.
 * Where the file system knows no such modes (Windows), they have those of the directory they are
 * in.
 */
final class OwnerOnly {

    private static final int STICKY = 01000;
    private static final Set<PosixFilePermission> DIRECTORY =
            PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE =
            PosixFilePermissions.fromString("rw-------");

    private OwnerOnly() {}

    /** Makes it and what it lies in; narrows one that is there. */
    static Path directory(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            narrow(directory, DIRECTORY);
        } else {
            Files.createDirectories(directory, asOf(DIRECTORY, directory));
        }
        return directory;
    }

    /** Writes a file anew: it is never there with more than these rights. */
    static Path file(Path file, String content) throws IOException {
        Files.deleteIfExists(file);
        return Files.writeString(Files.createFile(file, asOf(FILE, file)), content);
    }

    static Path narrow(Path file) throws IOException {
        narrow(file, FILE);
        return file;
    }

    static boolean othersMayWriteIn(Path directory) throws IOException {
        if (!hasModes(directory)) {
            return false;
        }
        var rights = Files.getPosixFilePermissions(directory);
        return rights.contains(PosixFilePermission.GROUP_WRITE)
                || rights.contains(PosixFilePermission.OTHERS_WRITE);
    }

    /** As {@code /tmp} is: everybody may write, nobody may touch what others wrote. */
    static boolean isSharedByAll(Path directory) throws IOException {
        return hasModes(directory)
                && ((int) Files.getAttribute(directory, "unix:mode") & STICKY) != 0;
    }

    static boolean belongsToRoot(Path file) throws IOException {
        return hasModes(file) && Files.getAttribute(file, "unix:uid").equals(0);
    }

    private static void narrow(Path path, Set<PosixFilePermission> rights) throws IOException {
        if (hasModes(path) && !Files.getPosixFilePermissions(path).equals(rights)) {
            Files.setPosixFilePermissions(path, rights);
        }
    }

    private static FileAttribute<?>[] asOf(Set<PosixFilePermission> rights, Path path) {
        return hasModes(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(rights)}
                : new FileAttribute<?>[0];
    }

    private static boolean hasModes(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
