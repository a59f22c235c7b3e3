package encore;

import encore.testing.OverHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;

import javax.tools.ToolProvider;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client that is generated from {@code docs/openapi.json} (by the build, into {@code target})
 * compiles and talks to the server.
 */
class GeneratedClientTest extends OverHttp {

    private static final Path CLIENT = Path.of("target", "generated-client", "src", "main", "java");
    private static final Path JOURNEY = Path.of("src", "test", "client", "Journey.java");

    @TempDir
    private Path classes;

    @LocalServerPort
    private int port;

    @Test
    void a_generated_client_compiles_and_works() throws Exception {
        compile();
        try (var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            var seen = loader.loadClass("Journey")
                    .getMethod("walk", String.class, String.class)
                    .invoke(null, "http://localhost:" + port, "ann-" + UUID.randomUUID());
            assertThat(seen).isEqualTo(List.of("ACTIVE", 500L, 404));
        }
    }

    private void compile() throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var errors = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null);
                var sources = Files.walk(CLIENT)) {
            var all = new ArrayList<>(
                    sources.filter(file -> file.toString().endsWith(".java")).toList());
            all.add(JOURNEY);
            boolean compiled = compiler.getTask(
                            errors,
                            files,
                            null,
                            List.of("-proc:none", "-nowarn", "-d", classes.toString()),
                            null,
                            files.getJavaFileObjectsFromPaths(all))
                    .call();
            assertThat(compiled).as(errors.toString()).isTrue();
        }
    }
}
