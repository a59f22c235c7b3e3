package encore;

import encore.http.AllRefusals;
import encore.kernel.Refusal;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.regex.Pattern;

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

    /** What a caller is told is never written in the code, where only English would be told. */
    @Test
    void no_text_is_said_past_these() throws IOException {
        var said = Pattern.compile("(?:\\binvalid|InvalidValue|FieldProblem|Words\\.\\w+)"
                + "\\((?:[^()]|\\([^()]*\\))*?\"([^\"]+)\"\\)");
        var keys = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                said.matcher(Files.readString(file))
                        .results()
                        .forEach(text -> keys.add(text.group(1)));
            }
        }
        assertThat(keys).hasSizeGreaterThan(20);
        assertThat(english.keySet()).containsAll(keys);
    }
}
