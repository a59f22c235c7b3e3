package encore.waiting;

import encore.kernel.secret.SigningSecrets;
import encore.waiting.price.Challenges;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the keys that sign tokens and challenges come from: the settings, else a file made at the
 * first start.
 */
@Configuration(proxyBeanMethods = false)
class SigningKey {

    @Bean
    TokenSigner tokenSigner(WaitingSettings settings, @Value("${encore.data}") Path data)
            throws IOException {
        return new TokenSigner(secrets(settings, data));
    }

    /** Signed with keys of their own, which follow from the same secrets. */
    @Bean
    Challenges challenges(WaitingSettings settings, @Value("${encore.data}") Path data)
            throws IOException {
        return new Challenges(secrets(settings, data));
    }

    private static List<String> secrets(WaitingSettings settings, Path data) throws IOException {
        return SigningSecrets.setOrKept(settings.keys(), data.resolve("waiting-signing.key"));
    }
}
