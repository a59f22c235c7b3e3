package encore.kernel.secret;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/**
 * The secrets that a room signs with: those that are set, else one made at the first start and
 * kept in a file. Nodes that share a database must be given the same; each that is given none makes
 * its own.
 */
public final class SigningSecrets {

    private static final Logger log = LoggerFactory.getLogger(SigningSecrets.class);
    private static final int BYTES = 48;
    private static final int FEWEST_BYTES = 32;
    private static final int FEWEST_DIFFERENT = 8;

    private SigningSecrets() {}

    /**
     * Returns what is set, or what is kept in the file, which is made when there is none.
     *
     * @throws IOException when the file can neither be read nor made
     */
    public static List<String> setOrKept(List<String> set, Path file) throws IOException {
        return set.isEmpty() ? List.of(kept(file)) : set;
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
        var fresh = Files.createTempFile(directory, "signing", ".new");
        Files.writeString(fresh, Base64.getUrlEncoder().encodeToString(random));
        try {
            Files.move(fresh, file);
            log.info("made a signing key in {}", file);
        } catch (FileAlreadyExistsException e) {
            Files.delete(fresh);
            log.info("another process has just made {}", file);
        }
    }

    /**
     * Returns the secret, unless it can be guessed: it has 32 bytes or more, of 8 kinds at least,
     * and is no shorter text over and over.
     *
     * @param setting what the secret is set by, for the message
     * @throws IllegalArgumentException when it is too weak
     */
    public static String checked(String secret, String setting) {
        boolean repeats = (secret + secret).indexOf(secret, 1) < secret.length();
        if (secret.getBytes(StandardCharsets.UTF_8).length < FEWEST_BYTES
                || repeats
                || secret.chars().distinct().count() < FEWEST_DIFFERENT) {
            throw new IllegalArgumentException(setting + ": each must have at least 32 random"
                    + " bytes, such as from: openssl rand -base64 48");
        }
        return secret;
    }

    /**
     * Returns a key for one purpose, drawn from a secret (HKDF with SHA-256, RFC 5869): always the
     * same, and of no use for any other purpose.
     */
    public static byte[] derived(String secret, String purpose, int bytes) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract()
                            .addIKM(secret.getBytes(StandardCharsets.UTF_8))
                            .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("could not derive a key for " + purpose, e);
        }
    }
}
