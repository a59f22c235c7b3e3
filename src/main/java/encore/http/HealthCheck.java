package encore.http;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;

/** Health checks have places of their own, and are answered under any load. */
@Component
class HealthCheck implements KnownCaller {

    private static final RequestMatcher HEALTH =
            PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, Routes.HEALTH);

    @Override
    public CallerGroup group() {
        return CallerGroup.HEALTH;
    }

    @Override
    public boolean hasSent(HttpServletRequest request) {
        return HEALTH.matches(request);
    }
}
