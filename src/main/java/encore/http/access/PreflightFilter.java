package encore.http.access;

import encore.http.EdgeRefusal;
import encore.http.Problems;
import encore.kernel.Refused;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.OncePerRequestFilter;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells browsers which sites' pages may call the API (CORS, the Fetch standard): those of
 * {@link AllowedOrigins}, whose preflights are answered here and whose answers, refusals included,
 * may be read. It is the outermost filter, so that even what is shed can be read.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class PreflightFilter extends OncePerRequestFilter {

    private final AllowedOrigins allowed;
    private final Problems problems;
    private final DefaultCorsProcessor processor = new DefaultCorsProcessor();
    private final CorsConfiguration rules = new CorsConfiguration();

    PreflightFilter(AllowedOrigins allowed, Problems problems) {
        this.allowed = allowed;
        this.problems = problems;
        rules.setAllowedOrigins(List.copyOf(allowed.allowedOrigins()));
        rules.setAllowedMethods(
                Stream.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PATCH, HttpMethod.DELETE)
                        .map(HttpMethod::name)
                        .toList());
        rules.setAllowedHeaders(List.of(
                "Waiting-Token",
                "Idempotency-Key",
                "Last-Event-ID",
                HttpHeaders.AUTHORIZATION,
                HttpHeaders.CONTENT_TYPE,
                HttpHeaders.IF_NONE_MATCH));
        rules.setExposedHeaders(List.of(
                "Idempotent-Replayed",
                HttpHeaders.LOCATION,
                HttpHeaders.ETAG,
                HttpHeaders.RETRY_AFTER));
        rules.setMaxAge(Duration.ofHours(1));
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean preflight = CorsUtils.isPreFlightRequest(request);
        if (allowed.contains(request.getHeader(HttpHeaders.ORIGIN))) {
            processor.processRequest(rules, request, response);
        } else if (preflight) {
            problems.write(request, response, new Refused(EdgeRefusal.CROSS_SITE));
        }
        if (!preflight) {
            chain.doFilter(request, response);
        }
    }
}
