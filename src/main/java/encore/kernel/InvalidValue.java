package encore.kernel;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * A value that no word of the house holds, and so no command and no event. The rule it breaks is
 * named; what the rule says is in {@code messages.properties} and {@code messages_ko.properties}.
 */
public final class InvalidValue extends IllegalArgumentException {

    private final @Nullable String field;
    private final String rule;

    /** Of a word that stands for itself: who reads it knows the field. */
    public InvalidValue(String rule) {
        this(null, rule);
    }

    /** Of one field of something larger. */
    public InvalidValue(@Nullable String field, String rule) {
        super(field == null ? rule : field + ": " + rule);
        this.field = field;
        this.rule = rule;
    }

    /** Null when the value stands for itself. */
    public @Nullable String field() {
        return field;
    }

    public String rule() {
        return rule;
    }

    /** The same as an aggregate answers it: such an answer survives a trip through Axon Server. */
    public Refused refused() {
        return new Refused(CommonRefusal.INVALID_REQUEST)
                .with("errors", List.of(Map.of("field", field, "message", rule)));
    }
}
