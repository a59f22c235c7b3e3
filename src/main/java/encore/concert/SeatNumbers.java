package encore.concert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import encore.kernel.InvalidValue;
import io.swagger.v3.oas.annotations.media.Schema;

import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The numbers of the seats in a row, from 1 to 1,000 in ascending order; a number that is left out
 * is a chair that is not there: {@code 1-14,17-30}.
 */
@Schema(
        type = "string",
        pattern = SeatNumbers.SHAPE,
        minLength = 1,
        maxLength = SeatNumbers.LONGEST,
        example = "1-14,17-30")
public record SeatNumbers(@JsonValue String value) {

    static final int LONGEST = 4_000;
    static final String SHAPE =
            "^[1-9][0-9]{0,3}(-[1-9][0-9]{0,3})?(,[1-9][0-9]{0,3}(-[1-9][0-9]{0,3})?)*$";

    /** The same as the most seats in a row. */
    private static final int HIGHEST = 1_000;

    private static final Pattern RANGES = Pattern.compile(SHAPE);
    private static final String RULE = "unfit.seat-numbers";

    private record Range(int first, int last) {

        private static Range of(String text) {
            int dash = text.indexOf('-');
            return dash < 0
                    ? new Range(Integer.parseInt(text), Integer.parseInt(text))
                    : new Range(
                            Integer.parseInt(text.substring(0, dash)),
                            Integer.parseInt(text.substring(dash + 1)));
        }
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SeatNumbers {
        if (value == null || value.length() > LONGEST || !RANGES.matcher(value).matches()) {
            throw new InvalidValue(RULE);
        }
        int before = 0;
        for (var range : (Iterable<Range>) ranges(value)::iterator) {
            if (range.first() <= before || range.last() < range.first()) {
                throw new InvalidValue(RULE);
            }
            before = range.last();
        }
        if (before > HIGHEST) {
            throw new InvalidValue(RULE);
        }
    }

    private static Stream<Range> ranges(String value) {
        return Stream.of(value.split(",")).map(Range::of);
    }

    /** Each number, in ascending order. */
    public IntStream all() {
        return ranges(value).flatMapToInt(r -> IntStream.rangeClosed(r.first(), r.last()));
    }

    int count() {
        return ranges(value).mapToInt(range -> range.last() - range.first() + 1).sum();
    }

    @Override
    public String toString() {
        return value;
    }
}
