package encore.kernel;

import org.axonframework.commandhandling.CommandExecutionException;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The answer to a person whose request broke a rule. It is no failure: nothing is logged, nothing
 * is rolled back, and it has no stack trace. The reason rides in the details, the one part of an
 * exception that survives a trip through Axon Server.
 */
public class Refused extends CommandExecutionException {

    /**
     * What was refused.
     *
     * @param code the refusal's name
     * @param facts that go into the answer (a balance, a position, …)
     */
    public record Reason(String code, int status, Map<String, Object> facts) {}

    private final transient Reason reason;

    public Refused(Refusal refusal) {
        this(new Reason(refusal.name(), refusal.status(), Map.of()));
    }

    public Refused(Reason reason) {
        super(reason.code(), null, reason, false);
        this.reason = reason;
    }

    /** The same refusal with one more fact; a null value is kept, as JSON null. */
    public Refused with(String name, @Nullable Object value) {
        var facts = new LinkedHashMap<>(reason.facts());
        facts.put(name, value);
        return new Refused(new Reason(reason.code(), reason.status(), facts));
    }

    /** Whether this is why. */
    public boolean is(Refusal refusal) {
        return reason.code().equals(refusal.name());
    }

    /** The name of the refusal. */
    public String code() {
        return reason.code();
    }

    /** The HTTP status that goes with it. */
    public int status() {
        return reason.status();
    }

    public Map<String, Object> facts() {
        return reason.facts();
    }
}
