package encore.http;

import encore.kernel.Refused;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;

import java.time.Duration;

import static encore.http.RateLimits.Kind.JOINS;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** One join a client, three calls the shop. */
class RequestRatesTest {

    private static final Limits.Rate ONE = new Limits.Rate(0.001, 1);
    private static final Limits.Rate THREE = new Limits.Rate(0.001, 3);

    private final RateLimits rates = new RateLimits(new Limits(
            DataSize.ofKilobytes(64), Duration.ofSeconds(5), 4096, 8, 8, 3, ONE, ONE, ONE, ONE, THREE));
    private final RequestRates requests = new RequestRates(rates, new IssuerKey(rates, "shh"));

    private static MockHttpServletRequest request(String authorization) {
        var request = new MockHttpServletRequest();
        request.addHeader("Authorization", authorization);
        return request;
    }

    @Test
    void the_shop_is_counted_apart_and_a_wrong_key_is_not_the_shop() {
        requests.count(request("Bearer sh"), JOINS, "a");
        assertThatThrownBy(() -> requests.count(request("Bearer sh"), JOINS, "a"))
                .isInstanceOf(Refused.class);
        for (int i = 0; i < 3; i++) {
            requests.count(request("Bearer shh"), JOINS, "a");
        }
        assertThatThrownBy(() -> requests.count(request("Bearer shh"), JOINS, "b"))
                .isInstanceOf(Refused.class);
    }
}
