package encore.replay.deadletter;

import encore.kernel.Words;

/** Why the operator does something, for whoever asks later: 1 to 500 characters. */
public record Reason(String value) {

    private static final int LONGEST = 500;

    public Reason {
        Words.text(value, LONGEST, "unfit.reason");
    }
}
