package encore.waiting;

import encore.kernel.TokenId;
import encore.kernel.UserId;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Keys rotate without throwing anybody out, and one that can be guessed is refused. */
class SigningKeyTest {

    private static final String OLD = "a-key-for-tests-that-is-long-enough";
    private static final String NEW = "another-key-for-tests-as-long-as-that";
    private static final UserId ANN = new UserId("ann");
    private static final TokenId TOKEN = new TokenId("01a20c4f-fdad-70f1-a9bc-4f8df67586f5");
    private static final Instant THEN = Instant.parse("2026-11-24T10:00:00Z");

    /** As tokens were signed with OLD before they named their key. */
    private static final String WITHOUT_KEY_ID =
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4iLCJpYXQiOjE3OTU1MTQ0MDAsImp0aSI6I"
                    + "jAxYTIwYzRmLWZkYWQtNzBmMS1hOWJjLTRmOGRmNjc1ODZmNSJ9.Dfvt-amPO3ho_mh8L6"
                    + "mLij_cuC8EezEBwHyV4x33OGk";

    private static String signedWith(String... keys) {
        return new TokenSigner(List.of(keys)).sign(ANN, TOKEN, THEN);
    }

    private static boolean isTakenBy(String credential, String... keys) {
        return new TokenSigner(List.of(keys))
                .verify(credential)
                .filter(new TokenSigner.Pass(ANN, TOKEN, THEN)::equals)
                .isPresent();
    }

    @Test
    void the_first_key_signs_and_the_others_are_accepted() {
        assertThat(signedWith(NEW, OLD)).isEqualTo(signedWith(NEW)).isNotEqualTo(signedWith(OLD));
        assertThat(isTakenBy(signedWith(OLD), NEW, OLD)).isTrue();
        assertThat(isTakenBy(signedWith(NEW), NEW, OLD)).isTrue();
        assertThat(isTakenBy(signedWith(OLD), NEW)).isFalse();
    }

    @Test
    void a_token_from_before_keys_were_named_is_accepted() {
        assertThat(isTakenBy(WITHOUT_KEY_ID, OLD)).isTrue();
        assertThat(isTakenBy(WITHOUT_KEY_ID, NEW, OLD)).isTrue();
        assertThat(isTakenBy(WITHOUT_KEY_ID, NEW)).isFalse();
    }

    @Test
    void a_key_that_can_be_guessed_is_refused() {
        for (var weak : List.of(
                "",
                "short",
                "k".repeat(32),
                "k".repeat(64),
                "ab".repeat(20),
                "12345678".repeat(4),
                "abcdefgh-".repeat(10),
                "aabbccddeeffgaabbccddeeffgaabbc")) {
            assertThatThrownBy(() -> new TokenSigner(List.of(OLD, weak)))
                    .as(weak)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("ENCORE_WAITING_SIGNING_KEYS");
        }
    }

    @Test
    void the_older_name_for_one_key_stays() {
        assertThat(new WaitingSettings(1, Duration.ofMinutes(1), List.of(NEW), OLD).keys())
                .containsExactly(NEW, OLD);
        assertThat(new WaitingSettings(1, Duration.ofMinutes(1), List.of(), OLD).keys())
                .containsExactly(OLD);
        assertThat(new WaitingSettings(1, Duration.ofMinutes(1), List.of(" "), "").keys())
                .isEmpty();
    }
}
