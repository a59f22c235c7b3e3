package encore.waiting;

import encore.testing.OverHttp;
import encore.testing.Person;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What admission holds of a token is what the token itself says, sooner or later. */
class AdmissionTest extends OverHttp {

    private static final String LONG_AGO = "2020-01-01T00:00:00Z";

    private String tokenOf(Person person) {
        return jdbc.sql("select convert_from(payload, 'UTF8')::json ->> 'token'"
                        + " from domain_event_entry where aggregate_identifier = ?"
                        + " and payload_type = 'TokenIssued'")
                .param("waiting:" + person.name())
                .query(String.class)
                .single();
    }

    private void hasAPlaceSince2020(Person person) {
        jdbc.sql("""
                insert into admission (token_id, user_id, line, active_until)
                values (?, ?, 'default', ?::timestamptz)
                on conflict (token_id) do update set active_until = excluded.active_until
                """).params(tokenOf(person), person.name(), LONG_AGO).update();
    }

    private Map<String, Object> row(Person person) {
        return jdbc
                .sql("select token_id, active_until from admission where user_id = ?")
                .param(person.name())
                .query()
                .listOfRows()
                .stream()
                .findFirst()
                .orElse(Map.of());
    }

    @Test
    void a_place_whose_token_is_over_is_free() {
        var ann = shop.customer("ann");
        ann.leaves().is(204);
        eventually(() -> row(ann).isEmpty());
        hasAPlaceSince2020(ann);
        eventually(() -> row(ann).isEmpty());
    }

    @Test
    void a_place_whose_token_has_time_left_is_kept_as_long() {
        var ann = shop.customer("ann");
        var before = row(ann);
        hasAPlaceSince2020(ann);
        eventually(() -> row(ann).equals(before));
        assertThat(ann.looks().is(200).text("status")).isEqualTo("ACTIVE");
    }

    /** As if it had been let in, and nothing had come of that. */
    @Test
    void a_place_whose_token_still_waits_is_nobodys() {
        lineIs("PAUSED");
        try {
            var ann = shop.somebody("ann").waits();
            assertThat(ann.looks().is(200).text("status")).isEqualTo("WAITING");
            hasAPlaceSince2020(ann);
            eventually(() -> row(ann).isEmpty());
            assertThat(ann.looks().is(200).text("status")).isEqualTo("WAITING");
            lineIs("OPEN");
            eventually(() -> ann.looks().is(200).text("status").equals("ACTIVE"));
            assertThat(Instant.parse(ann.looks().text("expiresAt"))).isAfter(clock.instant());
        } finally {
            lineIs("OPEN");
        }
    }

    private void lineIs(String state) {
        shop.operator("PATCH", "/line", Map.of("state", state, "reason", "a test"))
                .is(200);
    }
}
