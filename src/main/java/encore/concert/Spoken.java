package encore.concert;

import java.text.Normalizer;
import java.util.Locale;

/** What is called out in a hall. */
final class Spoken {

    private Spoken() {}

    /** The same for two names that nobody could tell apart when they are called out. */
    static String form(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .replaceAll("[\\s\\p{Z}\\p{Cf}]+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
