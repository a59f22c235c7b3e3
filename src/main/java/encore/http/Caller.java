package encore.http;

import encore.kernel.TokenId;
import encore.kernel.UserId;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

/**
 * Who is calling, and with which waiting token. A controller method that takes a Caller is behind
 * the gate: it runs only for a genuine token, and, unless marked {@link InAnyState}, only for an
 * active one.
 */
public record Caller(UserId user, TokenId token, String credential) {

    /** How somebody says who they are (RFC 9110, 11.6.1). */
    public static final String CHALLENGE = "Waiting-Token realm=\"Encore line\"";

    /** The request attribute that the gate leaves the caller in. */
    public static final String ATTRIBUTE = Caller.class.getName();

    /** The request attribute that says: this very request was let in before, and has begun. */
    public static final String HAS_BEGUN = Caller.class.getName() + ".hasBegun";

    /** Who has sent a request; null for one that is not behind the gate. */
    public static @Nullable Caller of(HttpServletRequest request) {
        return (Caller) request.getAttribute(ATTRIBUTE);
    }
}
