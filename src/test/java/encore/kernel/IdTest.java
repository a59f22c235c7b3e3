package encore.kernel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.regex.Pattern;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** An id is safe wherever it is written. */
class IdTest {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]");

    private static boolean isTaken(String value) {
        try {
            return Id.checked(value).equals(value);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Test
    void of_all_characters_only_letters_digits_hyphen_and_underscore() {
        assertThat(IntStream.rangeClosed(Character.MIN_VALUE, Character.MAX_VALUE)
                        .mapToObj(c -> String.valueOf((char) c))
                        .filter(c -> isTaken(c) != ID.matcher(c).matches()
                                || isTaken("a" + c) != isTaken(c)))
                .isEmpty();
    }

    @Test
    void no_more_than_sixty_four() {
        assertThat(isTaken("a".repeat(64))).isTrue();
        assertThat(isTaken("a".repeat(65))).isFalse();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {" ", "a\n", "seat:1", "../a", "a.b", "서울", "ａ"})
    void nothing_else(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Id.checked(value))
                .withMessage("an id is 1 to 64 letters, digits, '-' or '_'");
    }
}
