package encore.waiting;

import encore.kernel.secret.SigningSecrets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Where the keys that sign tokens come from: the settings, else a file made at the first start.
 */
@Configuration(proxyBeanMethods = false)
class SigningKey {

    @Bean
    TokenSigner tokenSigner(WaitingSettings settings, @Value("${encore.data}") Path data)
            throws IOException {
        return new TokenSigner(
                SigningSecrets.setOrKept(settings.keys(), data.resolve("waiting-signing.key")));
    }
}
