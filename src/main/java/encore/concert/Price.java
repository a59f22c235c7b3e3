package encore.concert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import encore.kernel.Words;

import io.swagger.v3.oas.annotations.media.Schema;

/** What a seat costs, in points: 0 (free) to 100,000,000. */
@Schema(type = "integer", format = "int64", minimum = "0", maximum = "100000000")
public record Price(@JsonValue long points) {

    private static final long MOST = 100_000_000;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Price {
        Words.number(points, 0, MOST, "unfit.price");
    }
}
