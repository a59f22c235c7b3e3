package encore.waiting;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
    private static final int FEWEST_BYTES = 32;
    private static final int FEWEST_DIFFERENT = 8;

    @Bean
    TokenSigner tokenSigner(WaitingSettings settings, @Value("${encore.data}") Path data)
            throws IOException {
        var configured = settings.keys();
        return new TokenSigner(configured.isEmpty()
                ? List.of(kept(data.resolve("waiting-signing.key"))) : configured);
    }

    /**
     * Returns the key, unless it can be guessed: it has 32 bytes or more, of 8 kinds at least, and
     * is no shorter text over and over.
     *
     * @throws IllegalArgumentException when it is too weak
     */
    static String checked(String key) {
        boolean repeats = (key + key).indexOf(key, 1) < key.length();
        if (key.getBytes(StandardCharsets.UTF_8).length < FEWEST_BYTES || repeats
                || key.chars().distinct().count() < FEWEST_DIFFERENT) {
            throw new IllegalArgumentException("ENCORE_WAITING_SIGNING_KEYS: each must have at"
                    + " least 32 random bytes, such as from: openssl rand -base64 48");
        }
        return key;
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
