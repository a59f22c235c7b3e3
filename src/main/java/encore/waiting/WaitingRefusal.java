package encore.waiting;

import encore.kernel.Fact;
import encore.kernel.Refusal;

import java.util.List;

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

    private final int status;
    private final List<Fact> facts;

    WaitingRefusal(int status, Fact... facts) {
        this.status = status;
        this.facts = List.of(facts);
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public List<Fact> facts() {
        return facts;
    }
}
