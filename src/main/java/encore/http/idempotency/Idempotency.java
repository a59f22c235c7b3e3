package encore.http.idempotency;

import encore.http.CachedBodyRequest;
import encore.http.Caller;
import encore.http.EdgeRefusal;
import encore.http.NewId;
import encore.http.OperatorCall;
import encore.http.Problems;
import encore.kernel.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Sending twice does nothing twice. A POST by a caller or the operator may carry an {@code
 * Idempotency-Key}; the same user, key and request within 24 hours gets the first answer again.
 *
 * <p>A replay comes before the gate, because a payment ends the very token it was sent with. A
 * claim comes after it, because a request that the gate turned away has not begun. Between claim
 * and answer the key is leased: should this process be killed, the next try takes the lease over
 * and makes the same ids again ({@link NewId}), so what was done already is found done.
 *
 * <p>What became of a request is kept: that it was done, or why the shop refused it. Its key is
 * free again when it was not understood, for then it never began; and may be tried again with the
 * same request when something failed, for then nobody knows.
 */
@Component
class Idempotency {

    static final String HEADER = "Idempotency-Key";

    private static final String CLAIMED = Idempotency.class.getName();
    private static final Pattern SHAPE = Pattern.compile("[\\x21-\\x7e]{1,255}");

    /** Bad request, wrong method, nothing acceptable, too large, wrong media type. */
    private static final Set<Integer> NOT_UNDERSTOOD = Set.of(400, 405, 406, 413, 415);

    private static final Logger log = LoggerFactory.getLogger(Idempotency.class);

    private final IdempotencyKeys keys;
    private final KeysPerUser perUser;

    Idempotency(IdempotencyKeys keys, KeysPerUser perUser) {
        this.keys = keys;
        this.perUser = perUser;
    }

    static boolean isAskedFor(HttpServletRequest request) {
        return "POST".equals(request.getMethod()) && request.getHeader(HEADER) != null;
    }

    /** Answers with what was answered before, if it was. */
    HandlerInterceptor replay() {
        return new HandlerInterceptor() {
            @Override
            public boolean preHandle(
                    HttpServletRequest request, HttpServletResponse response, Object handler)
                    throws IOException {
                if (ownerOf(request) == null || !isAskedFor(request)) {
                    return true;
                }
                var key = key(request);
                var first = keys.find(key);
                if (first.isEmpty()) {
                    perUser.mayUseAnother(key.owner());
                    return true;
                }
                if (!MessageDigest.isEqual(first.get().requestHash(), hash(request))) {
                    throw new Refused(EdgeRefusal.IDEMPOTENCY_KEY_REUSED);
                }
                if (first.get().isRunning()) {
                    throw new Refused(EdgeRefusal.REQUEST_IN_PROGRESS);
                }
                if (first.get().answer().isEmpty()) {
                    request.setAttribute(Caller.HAS_BEGUN, true);
                    return true;
                }
                send(first.get().answer().get(), response);
                return false;
            }
        };
    }

    /** Marks the request as begun, and gives it the id it keeps in every further try. */
    HandlerInterceptor claim() {
        return new HandlerInterceptor() {
            @Override
            public boolean preHandle(
                    HttpServletRequest request, HttpServletResponse response, Object handler) {
                if (ownerOf(request) != null && isAskedFor(request)) {
                    var claim = keys.claim(key(request), hash(request), NewId.mint())
                            .orElseThrow(() -> new Refused(EdgeRefusal.REQUEST_IN_PROGRESS));
                    perUser.count(claim);
                    request.setAttribute(NewId.ATTRIBUTE, claim.id());
                    request.setAttribute(CLAIMED, claim);
                }
                return true;
            }
        };
    }

    /**
     * Keeps the answer of a claimed request, or gives the claim back. What was done is done, so the
     * answer leaves even if it can't be kept: sent again, the request is tried again under the same
     * id.
     */
    void finish(HttpServletRequest request, IdempotencyKeys.Answer answer) {
        if (request.getAttribute(CLAIMED) instanceof IdempotencyKeys.Claim claim) {
            try {
                finish(claim, answer);
            } catch (RuntimeException e) {
                log.warn("the answer {} to a keyed request is not kept", answer.status(), e);
            }
        }
    }

    private void finish(IdempotencyKeys.Claim claim, IdempotencyKeys.Answer answer) {
        if (answer.status() >= 500 || answer.status() == 429) {
            keys.release(claim.key());
        } else if (NOT_UNDERSTOOD.contains(answer.status())) {
            keys.forget(claim);
        } else {
            keys.keep(claim.key(), answer);
        }
    }

    private static void send(IdempotencyKeys.Answer answer, HttpServletResponse response)
            throws IOException {
        response.setStatus(answer.status());
        response.setHeader("Idempotent-Replayed", "true");
        if (answer.status() == HttpStatus.UNAUTHORIZED.value()) {
            // Of keyed requests, no answer is kept but those behind the gate.
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, Caller.CHALLENGE);
        }
        if (answer.location() != null) {
            response.setHeader(HttpHeaders.LOCATION, answer.location());
        }
        response.setContentType(answer.contentType());
        response.getOutputStream().write(answer.body());
    }

    private static IdempotencyKeys.Key key(HttpServletRequest request) {
        var sent = Collections.list(request.getHeaders(HEADER));
        if (sent.size() != 1 || !SHAPE.matcher(sent.getFirst()).matches()) {
            throw Problems.invalid(HEADER, "idempotency-key");
        }
        return new IdempotencyKeys.Key(Objects.requireNonNull(ownerOf(request)), sent.getFirst());
    }

    /** A user, or the operator, whose name comes after what no user's id has in it. */
    private static @Nullable String ownerOf(HttpServletRequest request) {
        var caller = Caller.of(request);
        if (caller != null) {
            return caller.user().value();
        }
        var operator = OperatorCall.of(request);
        return operator == null ? null : "operator:" + operator.name();
    }

    private static byte[] hash(HttpServletRequest request) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(request.getRequestURI().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
            return digest.digest((byte[]) request.getAttribute(CachedBodyRequest.BODY));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
