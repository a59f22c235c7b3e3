package encore.replay.deadletter;

import encore.kernel.Words;

import io.swagger.v3.oas.annotations.media.Schema;

/** Why the operator does something, kept with it: 1 to 500 characters. */
@Schema(type = "string", minLength = 1, maxLength = Reason.LONGEST)
public record Reason(String value) {

    static final int LONGEST = 500;

    public Reason {
        Words.text(value, LONGEST, "unfit.reason");
    }
}
