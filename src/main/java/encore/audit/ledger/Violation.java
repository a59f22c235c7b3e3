package encore.audit.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import encore.audit.seal.BrokenSeal;
import encore.audit.seal.Seal;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Something that must always hold, and does not.
 *
 * @param rule the stable name of what was broken
 * @param message the same in a sentence, and about whom
 * @param events the ids of the events that show it, at most twenty
 * @param seal the seal that does not fit, where it is one
 */
public record Violation(
        String rule,
        String message,
        List<String> events,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Seal seal) {

    public Violation(String rule, String message, List<String> events) {
        this(rule, message, events, null);
    }

    static Violation of(BrokenSeal broken) {
        return new Violation(broken.rule(), broken.message(), List.of(), broken.seal());
    }
}
