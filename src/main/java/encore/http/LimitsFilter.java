package encore.http;

import encore.kernel.CommonRefusal;
import encore.kernel.Refused;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.ClientAbortException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ServletRequestPathUtils;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * The outermost filter: reads no more of a body than is allowed, and sheds load. A place is held
 * for work alone: from when the whole request is here until the answer begins to leave. So a client
 * that sends or reads slowly holds up no other.
 *
 * <p>A 429 is answered a second late (a tarpit): a client that ignores it asks once a second on
 * each connection, instead of as fast as we refuse. Their number is limited, because the
 * connections of a proxy are shared.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class LimitsFilter extends OncePerRequestFilter {

    private static final byte[] NO_BODY = {};
    private static final Duration LATE = Duration.ofSeconds(1);
    private static final int LATE_AT_ONCE = 1024;

    private final int bodyLimit;
    private final Bulkheads bulkheads;
    private final Problems problems;
    private final Semaphore late = new Semaphore(LATE_AT_ONCE);

    LimitsFilter(Limits limits, Bulkheads bulkheads, Problems problems) {
        this.bodyLimit = Math.toIntExact(limits.body().toBytes());
        this.bulkheads = bulkheads;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!hasAddress(request)) {
            problems.write(request, response, Problems.invalid("request", "malformed"));
            return;
        }
        byte[] body;
        try {
            body = read(request);
        } catch (ClientAbortException tooSlowOrGone) {
            // Tomcat has noted which, and MalformedRequestValve answers a client still there.
            return;
        }
        if (body.length > bodyLimit) {
            response.setHeader("Connection", "close");
            problems.write(request, response, Problems.invalid("body", "too-large"));
            return;
        }
        var taken = bulkheads.take(request);
        if (taken.isEmpty()) {
            problems.write(request, response, new Refused(CommonRefusal.OVERLOADED));
            return;
        }
        try (var place = taken.get()) {
            chain.doFilter(
                    new CachedBodyRequest(request, body), new LeavingAnswer(response, place));
        }
        if (response.getStatus() == HttpStatus.TOO_MANY_REQUESTS.value() && late.tryAcquire()) {
            LockSupport.parkNanos(LATE.toNanos());
            late.release();
        }
    }

    /** Whether it can be read at all: from here on all decide by the one reading. */
    private static boolean hasAddress(HttpServletRequest request) {
        try {
            ServletRequestPathUtils.parseAndCache(request);
            return true;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    /** As much of the body as may be, and one more if there is too much. */
    private byte[] read(HttpServletRequest request) throws IOException {
        long length = request.getContentLengthLong();
        if (length < 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null) {
            return NO_BODY;
        }
        int atMost = bodyLimit + 1;
        return RequestDeadline.inTime(request.getInputStream())
                .readNBytes(length < 0 ? atMost : (int) Math.min(length, atMost));
    }
}
