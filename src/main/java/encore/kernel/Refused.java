package encore.kernel;

import org.axonframework.commandhandling.CommandExecutionException;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The answer to a person whose request broke a rule. It is no failure: nothing is logged, nothing
 * is rolled back, and it has no stack trace. The reason rides in the details, the one part of an
 * exception that survives a trip through Axon Server.
 */
public class Refused extends CommandExecutionException {

    /** What was refused, and the facts that go into the answer (a balance, a position, …). */
    public record Reason(Refusal refusal, Map<String, Object> facts) {}

    private final transient Reason reason;

    public Refused(Refusal refusal) {
        this(new Reason(refusal, Map.of()));
    }

    public Refused(Reason reason) {
        super(reason.refusal().name(), null, reason, false);
        this.reason = reason;
    }

    /** The same refusal with one more fact; a null value is kept, as JSON null. */
    public Refused with(String name, Object value) {
        var facts = new LinkedHashMap<>(reason.facts());
        facts.put(name, value);
        return new Refused(new Reason(reason.refusal(), facts));
    }

    public Refusal refusal() {
        return reason.refusal();
    }

    public Map<String, Object> facts() {
        return reason.facts();
    }
}
