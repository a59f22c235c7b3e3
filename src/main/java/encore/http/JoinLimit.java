package encore.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** An address joins the line only so often; what is sent along is not even looked at. */
final class JoinLimit implements HandlerInterceptor {

    static final String TOKENS = "/api/v1/tokens";

    private final HowOften howOften;

    JoinLimit(HowOften howOften) {
        this.howOften = howOften;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response,
            Object handler) {
        if (HttpMethod.POST.matches(request.getMethod())) {
            howOften.count(request, RateLimits.Kind.JOINS, ClientAddress.of(request));
        }
        return true;
    }
}
