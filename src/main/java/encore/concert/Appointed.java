package encore.concert;

import encore.kernel.Words;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** What a date is set to: a moment, or none. */
public record Appointed(@Nullable Instant at) {

    public static final Appointed NEVER = new Appointed(null);

    public Appointed {
        at = at == null ? null : Words.moment("at", at);
    }
}
