package encore;

import encore.http.AllRefusals;
import encore.kernel.Refusal;
import org.junit.jupiter.api.Test;

import java.util.Locale;
import java.util.ResourceBundle;

import static org.assertj.core.api.Assertions.assertThat;

/** Every refusal has its text, in English and in Korean. */
class MessagesTest {

    private final ResourceBundle english = ResourceBundle.getBundle("messages", Locale.ROOT);
    private final ResourceBundle korean = ResourceBundle.getBundle("messages", Locale.KOREAN);

    @Test
    void every_refusal_can_be_said() {
        assertThat(english.keySet())
                .containsAll(AllRefusals.list().stream().map(Refusal::name).toList());
    }

    @Test
    void in_both_languages() {
        assertThat(korean.getLocale()).isEqualTo(Locale.KOREAN);
        for (var key : english.keySet()) {
            assertThat(korean.getString(key)).as(key).isNotEqualTo(english.getString(key));
        }
    }
}
