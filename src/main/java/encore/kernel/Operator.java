package encore.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Who acts as the operator, by the name of the credential: 1 to 200 characters. */
public record Operator(@JsonValue String name) {

    private static final int LONGEST = 200;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Operator {
        Words.text(name, LONGEST, "unfit.operator");
    }

    @Override
    public String toString() {
        return name;
    }
}
