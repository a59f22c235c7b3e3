package encore.concert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import encore.kernel.Words;

import io.swagger.v3.oas.annotations.media.Schema;

/** Where a performance is: 1 to 200 characters. */
@Schema(type = "string", minLength = 1, maxLength = Venue.LONGEST)
public record Venue(@JsonValue String value) {

    static final int LONGEST = 200;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Venue {
        Words.text(value, LONGEST, "unfit.venue");
    }

    @Override
    public String toString() {
        return value;
    }
}
