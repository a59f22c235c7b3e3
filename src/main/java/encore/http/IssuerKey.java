package encore.http;

import encore.kernel.Refused;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The secret that the shop in front sends as {@code Authorization: Bearer} (RFC 6750). The shop
 * knows who its users are, and has taken their money; nobody else may name a user or charge points
 * once the key is set.
 */
@Component
public class IssuerKey {

    private static final Logger log = LoggerFactory.getLogger(IssuerKey.class);
    private static final String SCHEME = "Bearer ";

    private final RateLimits rates;
    private final byte[] key;

    IssuerKey(RateLimits rates, @Value("${encore.security.issuer-key:}") String key) {
        this.rates = rates;
        this.key = key.strip().getBytes(StandardCharsets.UTF_8);
    }

    /** Whether a key is set; without one everybody speaks for everybody. */
    public boolean isSet() {
        return key.length > 0;
    }

    /** Whether the request comes from the shop: it carries the key, and there is one. */
    public boolean isCarriedBy(HttpServletRequest request) {
        var given = request.getHeader(HttpHeaders.AUTHORIZATION);
        return isSet()
                && given != null
                && given.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                // Servlets read a header's bytes as ISO 8859-1.
                && MessageDigest.isEqual(
                        key,
                        given.substring(SCHEME.length())
                                .strip()
                                .getBytes(StandardCharsets.ISO_8859_1));
    }

    /**
     * Passes when the shop calls, or no key is set.
     *
     * @throws Refused with ISSUER_KEY_REQUIRED, or TOO_MANY_REQUESTS after many wrong keys
     */
    public void require(HttpServletRequest request) {
        if (!isSet()) {
            return;
        }
        var address = ClientAddress.of(request);
        boolean tries = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        if (tries) {
            rates.mayTry(RateLimits.Kind.FAILURES, address);
        }
        if (!isCarriedBy(request)) {
            if (tries) {
                rates.take(RateLimits.Kind.FAILURES, address);
                log.warn("{} sent a wrong issuer key", address);
            }
            throw new Refused(EdgeRefusal.ISSUER_KEY_REQUIRED);
        }
    }
}
