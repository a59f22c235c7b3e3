package encore.audit;

import encore.testing.Answer;
import encore.testing.OverHttp;
import encore.testing.Person;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Whether the line was served in order, where only two fit in; in a database of its own. */
@TestPropertySource(properties = {"encore.waiting.capacity=2", "encore.waiting.active-for=62m"})
class AuditLineTest extends OverHttp {

    private final List<Person> people = new ArrayList<>();

    private Person somebody(String name) {
        var person = shop.somebody(name);
        people.add(person);
        return person;
    }

    @AfterEach
    void everybodyGoesHome() {
        people.reversed().forEach(person -> person.leaves().is(204));
        eventually(() ->
                jdbc.sql("select count(*) from admission").query(Integer.class).single() == 0);
    }

    private Answer line(Instant from, Instant to, String more) {
        return shop.operator("GET", "/audit/line?from=" + from + "&to=" + to + more, null)
                .is(200);
    }

    /** A moment that lies between what was and what will be. */
    private Instant moment() {
        clock.forward(Duration.ofMillis(10));
        var now = clock.instant();
        clock.forward(Duration.ofMillis(10));
        return now;
    }

    private static List<String> users(JsonNode entries) {
        return entries.values().stream()
                .map(entry -> entry.get("userId").asString())
                .toList();
    }

    private String tokenOf(Person person) {
        written();
        return jdbc.sql("select token_id from line where user_id = ?")
                .param(person.name())
                .query(String.class)
                .single();
    }

    /** Lets somebody in behind the application's back; answers with the event's id. */
    private String letIn(Person person, String token) {
        return plant(person, 1, "TokenActivated", """
                {"user":"%s","token":"%s","at":"%s","until":"%s"}
                """.formatted(
                        person.name(), token, clock.instant(), tomorrow()));
    }

    private String plant(Person person, int sequence, String type, String json) {
        var event = "planted-" + person.name() + "-" + sequence;
        jdbc.sql("""
                insert into domain_event_entry (aggregate_identifier, sequence_number, type,
                       event_identifier, payload_type, time_stamp, payload, meta_data)
                values (?, ?, 'WaitingToken', ?, ?, ?, ?, '{}')
                """)
                .params(
                        "waiting:" + person.name(),
                        sequence,
                        event,
                        type,
                        clock.instant().toString(),
                        json.getBytes(StandardCharsets.UTF_8))
                .update();
        return event;
    }

    @Test
    void a_line_served_in_order_is_fair() {
        var from = moment();
        var ann = somebody("ann").joins();
        var bob = somebody("bob").joins();
        var cem = somebody("cem").waits();
        var dan = somebody("dan").waits();
        var full = moment();
        dan.leaves().is(204);
        ann.leaves().is(204);
        eventually(() -> cem.looks().text("status").equals("ACTIVE"));
        var to = moment();

        var line = line(from, to, "");
        assertThat(line.get("fair").asBoolean()).as(line.body()).isTrue();
        assertThat(line.get("passedOver").isEmpty()).isTrue();
        assertThat(line.number("passedOverCount")).isZero();
        assertThat(line.number("mostActive")).isEqualTo(2);
        assertThat(line.get("next").isNull()).isTrue();
        var entries = line.get("entries");
        assertThat(users(entries)).containsExactly(ann.name(), bob.name(), cem.name(), dan.name());
        assertThat(entries.get(0).get("reason").asString()).isEqualTo("LEFT");
        assertThat(Instant.parse(entries.get(0).get("endedAt").asString())).isBetween(full, to);
        assertThat(Instant.parse(entries.get(2).get("issuedAt").asString())).isBetween(from, full);
        assertThat(Instant.parse(entries.get(2).get("admittedAt").asString())).isBetween(full, to);
        assertThat(entries.get(2).get("endedAt").isNull()).isTrue();
        assertThat(entries.get(3).get("admittedAt").isNull()).isTrue();
        assertThat(entries.get(2).get("tokenId").asString()).isEqualTo(tokenOf(cem));

        var early = line(from, full, "").get("entries");
        assertThat(users(early)).hasSize(4);
        assertThat(early.get(0).get("endedAt").isNull()).as("as it was then").isTrue();
        assertThat(users(line(full, to, "").get("entries")))
                .as("admitted in that time")
                .containsExactly(cem.name());
        assertThat(line(to, to, "").number("mostActive")).isEqualTo(2);
    }

    @Test
    void whoever_waits_from_before_and_is_passed_over_is_named() {
        somebody("ann").joins();
        somebody("bob").joins();
        var cem = somebody("cem").waits();
        var dan = somebody("dan").waits();
        var eve = somebody("eve").waits();
        var from = moment();
        var event = letIn(eve, tokenOf(eve));
        var to = moment();

        var line = line(from, to, "");
        assertThat(line.get("fair").asBoolean()).as(line.body()).isFalse();
        assertThat(line.number("passedOverCount")).isEqualTo(2);
        assertThat(line.number("mostActive")).isEqualTo(3);
        var passedOver = line.get("passedOver");
        assertThat(users(passedOver)).containsExactly(cem.name(), dan.name());
        assertThat(passedOver.get(0).get("tokenId").asString()).isEqualTo(tokenOf(cem));
        assertThat(passedOver.get(0).get("admittedInstead").asString()).isEqualTo(tokenOf(eve));
        assertThat(passedOver.get(0).get("eventId").asString()).isEqualTo(event);
        assertThat(Instant.parse(passedOver.get(0).get("at").asString())).isBetween(from, to);
        assertThat(passedOver.get(0).get("joined").asLong()).isPositive();
        assertThat(users(line(from, to, "&limit=1").get("passedOver"))).containsExactly(cem.name());
        assertThat(line(to, moment(), "").get("fair").asBoolean()).as("later").isTrue();
    }

    @Test
    void whoever_never_joined_passes_everybody_over() {
        somebody("ann").joins();
        somebody("bob").joins();
        var cem = somebody("cem").waits();
        var from = moment();
        var eve = shop.somebody("eve");
        letIn(eve, "forged");
        var line = line(from, moment(), "");
        assertThat(users(line.get("passedOver"))).containsExactly(cem.name());
        var entry = line.get("entries").get(0);
        assertThat(entry.get("userId").asString()).isEqualTo(eve.name());
        assertThat(entry.get("joined").isNull()).isTrue();
        plant(eve, 2, "TokenExpired", """
                {"user":"%s","token":"forged","reason":"LEFT","at":"%s"}
                """.formatted(eve.name(), clock.instant()));
        var ended = line(from, moment(), "").get("entries").get(0);
        assertThat(ended.get("reason").asString()).isEqualTo("LEFT");
    }

    @Test
    void page_by_page() {
        var from = moment();
        var names = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            names.add(somebody("p" + i).waits().name());
        }
        var to = moment();
        var found = new ArrayList<String>();
        var more = "&limit=2";
        while (more != null) {
            var page = line(from, to, more);
            assertThat(page.get("entries").size()).isLessThanOrEqualTo(2);
            found.addAll(users(page.get("entries")));
            more = page.get("next").isNull()
                    ? null
                    : "&limit=2&after=" + page.get("next").asString();
        }
        assertThat(found).isEqualTo(names);
    }
}
