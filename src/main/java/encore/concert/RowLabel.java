package encore.concert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import encore.kernel.Words;

import io.swagger.v3.oas.annotations.media.Schema;

/** What a row of seats is called, {@code A} or {@code 가}: 1 to 10 characters. */
@Schema(type = "string", minLength = 1, maxLength = RowLabel.LONGEST)
public record RowLabel(@JsonValue String value) {

    static final int LONGEST = 10;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RowLabel {
        Words.text(value, LONGEST, "unfit.row-label");
    }

    @Override
    public String toString() {
        return value;
    }
}
