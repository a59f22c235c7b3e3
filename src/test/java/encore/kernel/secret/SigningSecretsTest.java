package encore.kernel.secret;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

class SigningSecretsTest {

    @TempDir
    private Path data;

    private Path file() {
        return data.resolve("made/some.key");
    }

    @Test
    void what_is_set_is_taken_and_nothing_is_kept() throws IOException {
        assertThat(SigningSecrets.setOrKept(List.of("one", "two"), file()))
                .containsExactly("one", "two");
        assertThat(file()).doesNotExist();
    }

    @Test
    void one_is_made_at_the_first_start_and_found_at_the_next() throws IOException {
        var first = SigningSecrets.setOrKept(List.of(), file());
        assertThat(first)
                .singleElement()
                .satisfies(secret ->
                        assertThat(SigningSecrets.checked(secret, "IT")).isEqualTo(secret));
        assertThat(SigningSecrets.setOrKept(List.of(), file())).isEqualTo(first);
        assertThat(SigningSecrets.setOrKept(List.of(), data.resolve("other.key")))
                .isNotEqualTo(first);
    }

    @Test
    void it_is_for_its_owner_alone_and_leaves_nothing_else_behind() throws IOException {
        SigningSecrets.setOrKept(List.of(), file());
        try (var files = Files.list(file().getParent())) {
            assertThat(files).containsExactly(file());
        }
        assumeThat(file().getFileSystem().supportedFileAttributeViews()).contains("posix");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }
}
