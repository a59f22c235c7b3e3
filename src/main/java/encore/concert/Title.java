package encore.concert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import encore.kernel.Words;

import io.swagger.v3.oas.annotations.media.Schema;

/** What a performance is called: 1 to 200 characters. */
@Schema(type = "string", minLength = 1, maxLength = Title.LONGEST)
public record Title(@JsonValue String value) {

    static final int LONGEST = 200;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Title {
        Words.text(value, LONGEST, "unfit.title");
    }

    @Override
    public String toString() {
        return value;
    }
}
