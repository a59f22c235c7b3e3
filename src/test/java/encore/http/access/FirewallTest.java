package encore.http.access;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;

import java.util.function.BiFunction;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** What headers may hold is what Spring's own firewall lets through. */
class FirewallTest {

    private final HttpFirewall ours = new SecurityConfiguration().firewall();
    private final HttpFirewall springs = new StrictHttpFirewall();

    private static boolean lets(HttpFirewall firewall, String name, String value) {
        var request = new MockHttpServletRequest("GET", "/");
        request.addHeader(name, value);
        try {
            return value.equals(firewall.getFirewalledRequest(request).getHeader(name));
        } catch (RequestRejectedException e) {
            return false;
        }
    }

    private void judgesAlike(BiFunction<HttpFirewall, String, Boolean> judge) {
        assertThat(IntStream.range(Character.MIN_VALUE, Character.MIN_SURROGATE)
                        .filter(c -> !judge.apply(ours, "a" + (char) c + "b")
                                .equals(judge.apply(springs, "a" + (char) c + "b"))))
                .isEmpty();
    }

    @Test
    void every_character_of_a_value() {
        judgesAlike((firewall, text) -> lets(firewall, "Thing", text));
    }

    @Test
    void every_character_of_a_name() {
        judgesAlike((firewall, text) -> lets(firewall, text, "thing"));
    }

    @Test
    void korean_is_let_through_and_a_control_character_is_not() {
        assertThat(lets(ours, "Thing", "서울 콘서트")).isTrue();
        assertThat(lets(ours, "Thing", "a\u0001b")).isFalse();
        assertThat(lets(ours, "Thing", "a\r\nb")).isFalse();
        assertThat(lets(ours, "Thi\0ng", "a")).isFalse();
    }
}
