package encore.waiting;

import encore.kernel.Fact;
import encore.kernel.Refusal;
import encore.kernel.Refuses;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the line and the gate refuse (토큰이용불가). */
public enum WaitingRefusal implements Refusal {
    TOKEN_REQUIRED(401),
    TOKEN_INVALID(401),
    TOKEN_EXPIRED(401),
    TOKEN_NOT_ACTIVE(
            403,
            Fact.of("position", "Your place in the line: 1 for the next to enter", 17)
                    .orNull(),
            Fact.RETRY_AFTER),
    TOKEN_LINE_MISMATCH(
            403, Fact.text("line", "The line whose tokens let in to the performance", "vip")),
    LINE_CLOSED(409),
    WORK_REQUIRED(
            428,
            Fact.text(
                    "challenge",
                    "To be solved: the join is sent again with it and the nonce found",
                    "AQAAAUnQkCqQB2RlZmF1bHQQAAEC"),
            Fact.of("difficulty", "How many bits of the hash must be zero", 16),
            Fact.text("expiresAt", "Until when it is taken", "2030-01-01T10:02:00Z"));

    private final Told told;

    WaitingRefusal(int status, Fact... facts) {
        told = new Told(status, facts);
    }

    @Override
    public Told told() {
        return told;
    }

    /** On a controller's method: what may be refused of these. */
    @Refuses
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Possible {

        WaitingRefusal[] value();
    }
}
