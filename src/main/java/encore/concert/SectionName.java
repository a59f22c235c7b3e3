package encore.concert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import encore.kernel.Words;

import io.swagger.v3.oas.annotations.media.Schema;

/** What a section of a hall is called: 1 to 100 characters. */
@Schema(type = "string", minLength = 1, maxLength = SectionName.LONGEST)
public record SectionName(@JsonValue String value) {

    static final int LONGEST = 100;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SectionName {
        Words.text(value, LONGEST, "unfit.section-name");
    }

    @Override
    public String toString() {
        return value;
    }
}
