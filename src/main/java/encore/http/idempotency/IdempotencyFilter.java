package encore.http.idempotency;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

import java.io.IOException;

/**
 * Sees the answer that a keyed request gets, whatever gave it, and has it kept before it leaves.
 */
@Component
class IdempotencyFilter extends OncePerRequestFilter {

    private final Idempotency idempotency;

    IdempotencyFilter(Idempotency idempotency) {
        this.idempotency = idempotency;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !Idempotency.isAskedFor(request);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var seen = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, seen);
        idempotency.finish(
                request,
                new IdempotencyKeys.Answer(
                        seen.getStatus(),
                        seen.getHeader(HttpHeaders.LOCATION),
                        seen.getContentType(),
                        seen.getContentAsByteArray()));
        seen.copyBodyToResponse();
    }
}
