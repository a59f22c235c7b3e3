package encore.http.description;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.regex.Pattern;

/** A comment in the code, as the API's description says it: Markdown, a sentence, in one line. */
final class Prose {

    private static final Pattern CODE = Pattern.compile("</?code>");
    private static final Pattern PARAGRAPH = Pattern.compile("\\s*</?p>\\s*");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private Prose() {}

    static @Nullable String of(@Nullable String comment) {
        if (comment == null || comment.isBlank()) {
            return null;
        }
        var text = SPACE.matcher(
                        PARAGRAPH.matcher(CODE.matcher(comment).replaceAll("`")).replaceAll(" "))
                .replaceAll(" ")
                .strip();
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
