package encore.http;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Component;

/**
 * Counts what clients do. What the shop's server does is counted apart, since it speaks for many.
 */
@Component
public class RequestRates {

    private final RateLimits rates;
    private final IssuerKey issuerKey;

    RequestRates(RateLimits rates, IssuerKey issuerKey) {
        this.rates = rates;
        this.issuerKey = issuerKey;
    }

    /**
     * Counts a request, by this kind and key unless the shop has sent it.
     *
     * @throws encore.kernel.Refused when it is one too many
     */
    public void count(HttpServletRequest request, RateLimits.Kind kind, Object key) {
        if (issuerKey.isCarriedBy(request)) {
            rates.take(RateLimits.Kind.SHOP, issuerKey);
        } else {
            rates.take(kind, key);
        }
    }
}
