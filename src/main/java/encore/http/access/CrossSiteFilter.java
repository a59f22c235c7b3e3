package encore.http.access;

import encore.http.EdgeRefusal;
import encore.http.Problems;
import encore.kernel.Refused;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.filter.OncePerRequestFilter;

import java.io.IOException;
import java.util.Set;

/**
 * A browser sends the operator's credential by itself, whichever page asks it to. So a call that a
 * page of another site caused ({@code Sec-Fetch-Site}, Fetch Metadata; {@code Origin}, RFC 6454)
 * is refused with CROSS_SITE, unless that site's origin is among {@link AllowedOrigins}.
 */
class CrossSiteFilter extends OncePerRequestFilter {

    private static final String SEC_FETCH_SITE = "Sec-Fetch-Site";
    private static final Set<String> OUR_OWN = Set.of("same-origin", "none");

    private final AllowedOrigins allowed;
    private final Problems problems;

    CrossSiteFilter(AllowedOrigins allowed, Problems problems) {
        this.allowed = allowed;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isFromAnotherSite(request)) {
            problems.write(request, response, new Refused(EdgeRefusal.CROSS_SITE));
        } else {
            chain.doFilter(request, response);
        }
    }

    private boolean isFromAnotherSite(HttpServletRequest request) {
        if (allowed.contains(request.getHeader(HttpHeaders.ORIGIN))) {
            return false;
        }
        var site = request.getHeader(SEC_FETCH_SITE);
        return site != null && !OUR_OWN.contains(site) || CorsUtils.isCorsRequest(request);
    }
}
