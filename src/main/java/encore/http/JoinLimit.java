package encore.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Limits how often an address joins the line, before the request is looked at. */
final class JoinLimit implements HandlerInterceptor {

    private final RequestRates rates;

    JoinLimit(RequestRates rates) {
        this.rates = rates;
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (HttpMethod.POST.matches(request.getMethod())) {
            rates.count(request, RateLimits.Kind.JOINS, ClientAddress.of(request));
        }
        return true;
    }
}
