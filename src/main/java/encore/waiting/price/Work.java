package encore.waiting.price;

import encore.kernel.InvalidValue;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;

/**
 * What a join is paid with: a challenge and the nonce that solves it, or the verdict of the shop on
 * a captcha.
 *
 * @param challenge as it was given
 * @param nonce any text of 1 to 32 letters, digits, '-' and '_' with which SHA-256 of {@code
 *     challenge:userId:nonce} begins with enough zero bits
 * @param verdict of the shop, which alone may send it: {@code passed}
 */
public record Work(
        @Nullable @Size(min = 1, max = LONGEST_CHALLENGE) String challenge,

        @Nullable @Pattern(regexp = "[A-Za-z0-9_-]{1,32}") String nonce,

        @Nullable @Pattern(regexp = PASSED) String verdict) {

    /** Of a line with the longest name. */
    static final int LONGEST_CHALLENGE = 100;

    static final int LONGEST_NONCE = 32;

    static final String PASSED = "passed";

    /**
     * Takes one of the two.
     *
     * @throws InvalidValue when it is neither, or of both
     */
    public Work {
        if ((challenge == null) != (nonce == null) || (challenge == null) == (verdict == null)) {
            throw new InvalidValue("one-way-to-pay");
        }
    }

    boolean isVerdict() {
        return PASSED.equals(verdict);
    }
}
