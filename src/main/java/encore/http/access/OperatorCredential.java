package encore.http.access;

import encore.http.CallerGroup;
import encore.http.ClientAddress;
import encore.http.KnownCaller;
import encore.http.RateLimits;
import encore.http.RateLimits.Kind;
import encore.kernel.Refused;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.security.web.authentication.www.BasicAuthenticationConverter;
import org.springframework.stereotype.Component;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/**
 * The operator's name and password (HTTP Basic, RFC 7617), compared in constant time. The password
 * is a setting and not stored by us, so there is nothing for a slow hash to protect, and guessing
 * costs the server no more than a digest.
 */
@Component
class OperatorCredential implements AuthenticationManager, KnownCaller {

    static final GrantedAuthority AUTHORITY = new SimpleGrantedAuthority("ROLE_OPERATOR");

    private static final Logger log = LoggerFactory.getLogger(OperatorCredential.class);
    private static final String DIGEST = "HmacSHA256";
    private static final int RANDOM_BYTES = 18;
    private static final BasicAuthenticationConverter BASIC = new BasicAuthenticationConverter();
    private static final SecureRandom RANDOM = new SecureRandom();

    private final RateLimits rates;
    private final SecretKeySpec ofThisProcess = new SecretKeySpec(random(), DIGEST);
    private final byte[] expected;

    OperatorCredential(
            RateLimits rates,
            @Value("${encore.operator.user}") String user,
            @Value("${encore.operator.password}") String password) {
        this.rates = rates;
        this.expected = digest(user, password.isEmpty() ? made(user) : password);
    }

    @Override
    public CallerGroup group() {
        return CallerGroup.OPERATOR;
    }

    @Override
    public boolean hasSent(HttpServletRequest request) {
        try {
            var given = BASIC.convert(request);
            return given != null && isGenuine(given);
        } catch (AuthenticationException malformed) {
            return false;
        }
    }

    private static byte[] random() {
        var bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static String made(String user) {
        var password = Base64.getUrlEncoder().encodeToString(random());
        log.info(
                "operator \"{}\" has the password {} until the next start"
                        + " (set ENCORE_OPERATOR_PASSWORD for one that stays)",
                user,
                password);
        return password;
    }

    /**
     * Knows the operator.
     *
     * @throws AuthenticationServiceException when too many from there were wrong; its cause is the
     *     refusal
     */
    @Override
    public Authentication authenticate(Authentication given) {
        var address = given.getDetails() instanceof WebAuthenticationDetails from
                ? ClientAddress.of(from.getRemoteAddress())
                : ClientAddress.of("");
        boolean right = isGenuine(given);
        try {
            rates.mayTry(Kind.FAILURES, address);
            if (!right) {
                rates.take(Kind.FAILURES, address);
            }
        } catch (Refused tooOften) {
            throw new AuthenticationServiceException("too many were wrong", tooOften);
        }
        if (!right) {
            log.warn("{} sent a wrong operator credential", address);
            throw new BadCredentialsException("not the operator's");
        }
        return UsernamePasswordAuthenticationToken.authenticated(
                given.getName(), null, List.of(AUTHORITY));
    }

    private boolean isGenuine(Authentication given) {
        return MessageDigest.isEqual(
                expected, digest(given.getName(), String.valueOf(given.getCredentials())));
    }

    /** Of both at once; a name has no colon (RFC 7617), so the two can't be shifted. */
    private byte[] digest(String user, String password) {
        try {
            var mac = Mac.getInstance(DIGEST);
            mac.init(ofThisProcess);
            return mac.doFinal((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + DIGEST, e);
        }
    }
}
