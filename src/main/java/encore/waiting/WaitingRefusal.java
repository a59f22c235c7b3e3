package encore.waiting;

import encore.kernel.Fact;
import encore.kernel.Refusal;

/** What the gate refuses (토큰이용불가). */
public enum WaitingRefusal implements Refusal {
    TOKEN_REQUIRED(401),
    TOKEN_INVALID(401),
    TOKEN_EXPIRED(401),
    TOKEN_NOT_ACTIVE(
            403,
            Fact.of("position", "Your place in the line: 1 for the next to enter", 17)
                    .orNull(),
            Fact.RETRY_AFTER);

    private final Told told;

    WaitingRefusal(int status, Fact... facts) {
        told = new Told(status, facts);
    }

    @Override
    public Told told() {
        return told;
    }
}
