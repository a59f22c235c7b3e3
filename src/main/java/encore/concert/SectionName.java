package encore.concert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import encore.kernel.Words;
import io.swagger.v3.oas.annotations.media.Schema;

import java.text.Normalizer;
import java.util.Locale;

/** What a section of a hall is called: 1 to 100 characters. */
@Schema(type = "string", minLength = 1, maxLength = SectionName.LONGEST)
public record SectionName(@JsonValue String value) {

    static final int LONGEST = 100;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SectionName {
        Words.text(value, LONGEST, "unfit.section-name");
    }

    /** The same for two names that nobody could tell apart when they are called out. */
    String spoken() {
        return Normalizer.normalize(value, Normalizer.Form.NFKC)
                .replaceAll("[\\s\\p{Z}\\p{Cf}]+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return value;
    }
}
