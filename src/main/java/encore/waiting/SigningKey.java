package encore.waiting;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/**
 * Where the keys that sign tokens come from: the settings, else a file made at the first start.
 */
@Configuration(proxyBeanMethods = false)
class SigningKey {

    private static final Logger log = LoggerFactory.getLogger(SigningKey.class);
    private static final int BYTES = 48;

    @Bean
    TokenSigner tokenSigner(WaitingSettings settings, @Value("${encore.data}") Path data)
            throws IOException {
        var configured = settings.keys();
        return new TokenSigner(
                configured.isEmpty()
                        ? List.of(kept(data.resolve("waiting-signing.key")))
                        : configured);
    }

    private static String kept(Path file) throws IOException {
        if (!Files.exists(file)) {
            make(file);
        }
        return Files.readString(file).strip();
    }

    /** Whole or not at all: written beside it (0600), then given its name. */
    private static void make(Path file) throws IOException {
        var random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        var directory = Files.createDirectories(file.toAbsolutePath().getParent());
        var fresh = Files.createTempFile(directory, "waiting-signing", ".new");
        Files.writeString(fresh, Base64.getUrlEncoder().encodeToString(random));
        try {
            Files.move(fresh, file);
            log.info("made a signing key for waiting tokens in {}", file);
        } catch (FileAlreadyExistsException e) {
            Files.delete(fresh);
            log.info("another process has just made {}", file);
        }
    }
}
