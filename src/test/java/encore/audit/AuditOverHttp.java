package encore.audit;

import encore.testing.Answer;
import encore.testing.OverHttp;
import org.axonframework.eventhandling.EventProcessor;
import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.StreamSupport;

/** The operator, auditing over HTTP; and somebody who gets at the database behind our back. */
abstract class AuditOverHttp extends OverHttp {

    /** Runs an audit to its end; what the auditor brings along may be null. */
    protected Answer audit(Object brought) {
        var begun = shop.operator("POST", "/audits", brought).is(202);
        var address = begun.location();
        eventually(() -> !look(address).text("state").equals("RUNNING"));
        var ended = look(address);
        assertThatItCompleted(ended);
        return ended;
    }

    protected Answer look(String address) {
        return shop.operator("GET", address, null).is(200);
    }

    private static void assertThatItCompleted(Answer audit) {
        if (!audit.text("state").equals("COMPLETED")) {
            throw new AssertionError(audit.body());
        }
    }

    /** The violations with their events, as {@code RULE [event, …]}; all of them. */
    protected static List<String> violations(Answer audit) {
        return StreamSupport.stream(audit.get("violations").spliterator(), false)
                .map(AuditOverHttp::line)
                .sorted()
                .toList();
    }

    /** Those that any of these events shows. */
    protected static List<String> violations(Answer audit, Collection<String> events) {
        return violations(audit).stream()
                .filter(line -> events.stream().anyMatch(line::contains))
                .toList();
    }

    private static String line(JsonNode violation) {
        var events = new ArrayList<String>();
        violation.get("events").forEach(event -> events.add(event.asString()));
        return violation.get("rule").asString() + " " + events;
    }

    /** From here on nothing reacts to what is put into the store. */
    protected void nobodyReads() {
        processing.eventProcessors().values().forEach(EventProcessor::shutDown);
    }

    protected long head() {
        return jdbc.sql("select max(global_index) from domain_event_entry")
                .query(Long.class)
                .single();
    }
}
