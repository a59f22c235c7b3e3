package encore.ticket;

import encore.kernel.secret.SigningSecrets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Where the keys that sign tickets come from: the settings, else a file made at the first start.
 */
@Configuration(proxyBeanMethods = false)
class TicketKeys {

    @Bean
    TicketSigner ticketSigner(TicketSettings settings, @Value("${encore.data}") Path data)
            throws IOException {
        return new TicketSigner(SigningSecrets.setOrKept(
                settings.signingKeys(), data.resolve("ticket-signing.key")));
    }
}
