package encore.ticket;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.util.List;

/**
 * What tickets are signed with.
 *
 * @param signingKeys the secrets that the keys are derived from, each at least 32 random bytes; the
 *         same on every node. The first signs, the public keys of all are published. When absent,
 *         one is made at the first start and kept in the data directory
 */
@ConfigurationProperties("encore.tickets")
record TicketSettings(@DefaultValue List<String> signingKeys) {

    TicketSettings {
        signingKeys =
                signingKeys.stream().filter(key -> !key.isBlank()).distinct().toList();
    }
}
