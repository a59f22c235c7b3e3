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
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Where the key that signs tokens comes from: the settings, else a file made at the first start.
 */
@Configuration(proxyBeanMethods = false)
class SigningKey {

    private static final Logger log = LoggerFactory.getLogger(SigningKey.class);
    private static final int BYTES = 48;

    @Bean
    TokenSigner tokenSigner(WaitingSettings settings, @Value("${encore.data}") Path data)
            throws IOException {
        var configured = settings.signingKey();
        return new TokenSigner(configured != null && !configured.isBlank()
                ? configured : kept(data.resolve("waiting-signing.key")));
    }

    private static String kept(Path file) throws IOException {
        if (!Files.exists(file)) {
            make(file);
        }
        return Files.readString(file).strip();
    }

    private static void make(Path file) throws IOException {
        var random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        Files.createDirectories(file.toAbsolutePath().getParent());
        try {
            createPrivate(file);
            Files.writeString(file, Base64.getUrlEncoder().encodeToString(random));
            log.info("made a signing key for waiting tokens in {}", file);
        } catch (FileAlreadyExistsException e) {
            log.info("another process has just made {}", file);
        }
    }

    private static void createPrivate(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(
                    PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }
}
