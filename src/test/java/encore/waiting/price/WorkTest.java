package encore.waiting.price;

import encore.kernel.InvalidValue;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a join is paid with, and what an operator asks for, as they are sent. */
class WorkTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void a_challenge_with_its_nonce_or_a_verdict() {
        assertThat(JSON.readValue("{\"challenge\":\"c\",\"nonce\":\"n\"}", Work.class))
                .isEqualTo(new Work("c", "n", null));
        assertThat(JSON.readValue("{\"verdict\":\"passed\"}", Work.class).isVerdict())
                .isTrue();
    }

    @Test
    void any_other_mixture_is_no_work() {
        for (var mixture : List.of(
                "{}",
                "{\"challenge\":\"c\"}",
                "{\"nonce\":\"n\"}",
                "{\"challenge\":\"c\",\"verdict\":\"passed\"}",
                "{\"nonce\":\"n\",\"verdict\":\"passed\"}",
                "{\"challenge\":\"c\",\"nonce\":\"n\",\"verdict\":\"passed\"}",
                "{\"challenge\":null,\"nonce\":null,\"verdict\":null}")) {
            assertThatThrownBy(() -> JSON.readValue(mixture, Work.class))
                    .as(mixture)
                    .hasRootCauseInstanceOf(InvalidValue.class);
        }
    }

    @Test
    void a_price_is_a_number_of_bits_or_nothing() {
        assertThat(JSON.readValue("{\"difficulty\":16}", WorkPrice.class))
                .isEqualTo(new WorkPrice(16));
        assertThat(JSON.readValue("{\"difficulty\":0}", WorkPrice.class)).isEqualTo(WorkPrice.NONE);
        for (var missing : new String[] {"{}", "{\"difficulty\":null}"}) {
            assertThatThrownBy(() -> JSON.readValue(missing, WorkPrice.class))
                    .hasStackTraceContaining("difficulty: missing");
        }
        assertThat(JSON.writeValueAsString(new WorkPrice(28))).isEqualTo("{\"difficulty\":28}");
        for (int unfit : new int[] {-1, 29, Integer.MAX_VALUE}) {
            assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> new WorkPrice(unfit));
        }
    }
}
