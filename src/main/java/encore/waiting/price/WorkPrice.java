package encore.waiting.price;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;

import encore.kernel.InvalidValue;
import encore.kernel.Words;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.jspecify.annotations.Nullable;

/**
 * What the operator asks of who joins a line.
 *
 * @param difficulty in bits, 1 to 28: each doubles the work; 0 for none
 */
public record WorkPrice(@Min(0) @Max(WorkPrice.MOST) int difficulty) {

    /** Nobody needs to work. */
    public static final WorkPrice NONE = new WorkPrice(0);

    /** A page hashes for minutes at this one. */
    static final int MOST = 28;

    public WorkPrice {
        Words.number(difficulty, 0, MOST, "unfit.difficulty");
    }

    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    static WorkPrice of(@JsonProperty("difficulty") @Nullable Integer difficulty) {
        if (difficulty == null) {
            throw new InvalidValue("difficulty", "missing");
        }
        return new WorkPrice(difficulty);
    }
}
