package encore.http;

import encore.kernel.Trace;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * Gives each request its trace id, and tells it in the answer: that of {@code traceparent} (W3C
 * Trace Context), or one of our own where none is sent, or what is sent is none.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class TraceFilter extends OncePerRequestFilter {

    private static final String HEADER = "traceparent";
    private static final String ANSWER = "Trace-Id";

    private static final Pattern SHAPE =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}"
                    + "-[0-9a-f]{2}(-.*)?");
    private static final int LONGEST = 200;
    private static final HexFormat HEX = HexFormat.of();

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var id = idOf(request.getHeader(HEADER));
        response.setHeader(ANSWER, id);
        Trace.begin(id);
        try {
            chain.doFilter(request, response);
        } finally {
            Trace.end();
        }
    }

    static String idOf(String traceparent) {
        if (traceparent != null && traceparent.length() <= LONGEST) {
            var sent = SHAPE.matcher(traceparent);
            if (sent.matches()) {
                return sent.group(1);
            }
        }
        var random = ThreadLocalRandom.current();
        return HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong());
    }
}
