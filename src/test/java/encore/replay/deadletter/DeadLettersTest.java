package encore.replay.deadletter;

import encore.testing.Answer;
import encore.testing.OverHttp;
import encore.testing.Person;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

/** A poisonous event stops neither the other read models nor the other streams. */
@Import(Poison.Config.class)
class DeadLettersTest extends OverHttp {

    private static final String HISTORY = "/projections/history/dead-letters";

    @Autowired
    private Poison poison;

    @AfterEach
    void nothingIsLeft() {
        poison.mend();
        shop.operator("POST", HISTORY + "/retries", null).is(200);
    }

    private List<JsonNode> letters(String path) {
        return shop
                .operator("GET", path + "?limit=100", null)
                .is(200)
                .get("letters")
                .values()
                .stream()
                .toList();
    }

    private List<JsonNode> lettersOf(String path, String stream) {
        return letters(path).stream()
                .filter(letter -> letter.get("sequence").asString().equals(stream))
                .toList();
    }

    private static List<Long> amounts(Person person) {
        return person.get("/points/history").is(200).get("entries").values().stream()
                .map(entry -> entry.get("amount").asLong())
                .toList();
    }

    /** Somebody whose point history can't be told. */
    private Person spoilt() {
        var person = shop.customer("ann");
        poison.spoil(stream(person));
        return person;
    }

    private static String stream(Person person) {
        return "points:" + person.name();
    }

    /** A charge behind the application's back; answers with its stream. */
    private String plant(byte[] payload) {
        var stream = "points:poison-" + UUID.randomUUID().toString().substring(0, 8);
        jdbc.sql("""
                insert into domain_event_entry (aggregate_identifier, sequence_number, type,
                       event_identifier, payload_type, time_stamp, payload, meta_data)
                values (?, 0, 'PointAccount', ?, 'PointCharged', '2026-11-24T10:00:00.000Z', ?, ?)
                """)
                .params(stream, UUID.randomUUID().toString(), payload, bytes("{}"))
                .update();
        return stream;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void the_other_streams_and_read_models_go_on_and_a_retry_makes_it_good() {
        var ann = spoilt();
        var bob = shop.customer("bob");
        ann.charges(1).is(201);
        ann.charges(2).is(201);
        bob.charges(5).is(201);

        assertThat(amounts(bob)).containsExactly(5L);
        assertThat(ann.balance()).isEqualTo(3);
        assertThat(amounts(ann)).isEmpty();

        written();
        var dead = lettersOf(HISTORY, stream(ann));
        assertThat(dead)
                .extracting(letter -> letter.get("sequenceNumber").asInt())
                .containsExactly(0, 1);
        assertThat(dead.getFirst().get("cause").asString())
                .isEqualTo("IllegalStateException: no line for 0");
        assertThat(dead.getLast().get("cause").isNull())
                .as("waits behind the first")
                .isTrue();
        assertThat(dead.getFirst().get("type").asString()).isEqualTo("PointCharged");
        assertThat(dead.getFirst().get("position").asLong())
                .isEqualTo(jdbc.sql("""
                select global_index from domain_event_entry where event_identifier = ?
                """)
                        .param(dead.getFirst().get("eventId").asString())
                        .query(Long.class)
                        .single());

        poison.mend();
        ann.charges(3).is(201);
        written();
        assertThat(amounts(ann)).as("even a good one waits its turn").isEmpty();
        var last = lettersOf(HISTORY, stream(ann)).getLast().get("letterId").asString();
        var retried =
                shop.operator("POST", HISTORY + "/" + last + "/retries", null).is(200);
        assertThat(retried.number("retried")).isEqualTo(3);
        assertThat(retried.number("left")).isZero();
        assertThat(amounts(ann)).containsExactly(3L, 2L, 1L);
        assertThat(lettersOf(HISTORY, stream(ann))).isEmpty();
        ann.charges(4).is(201);
        assertThat(amounts(ann)).containsExactly(4L, 3L, 2L, 1L);
    }

    @Test
    void what_is_still_poisonous_stays_with_its_new_cause() {
        var ann = spoilt();
        ann.charges(1).is(201);
        ann.charges(2).is(201);
        written();
        var first = lettersOf(HISTORY, stream(ann)).getFirst();
        for (int retries = 1; retries <= 2; retries++) {
            var again = shop.operator("POST", HISTORY + "/retries", null).is(200);
            assertThat(again.number("retried")).isZero();
            assertThat(again.number("left")).isEqualTo(2);
            var still = lettersOf(HISTORY, stream(ann)).getFirst();
            assertThat(still.get("letterId")).isEqualTo(first.get("letterId"));
            assertThat(still.get("retries").asInt()).isEqualTo(retries);
            assertThat(still.get("cause")).isEqualTo(first.get("cause"));
            assertThat(still.get("enqueuedAt")).isEqualTo(first.get("enqueuedAt"));
            assertThat(still.get("lastTouched")).isNotEqualTo(first.get("lastTouched"));
        }
        assertThat(amounts(ann)).isEmpty();
    }

    @Test
    void a_retry_that_fails_leaves_nothing_behind() {
        var ann = spoilt();
        ann.charges(1).is(201);
        written();
        poison.spoilLate(stream(ann));
        var failed = shop.operator("POST", HISTORY + "/retries", null).is(200);
        assertThat(failed.number("retried")).isZero();
        assertThat(lettersOf(HISTORY, stream(ann)).getFirst().get("cause").asString())
                .isEqualTo("IllegalStateException: changed its mind");
        assertThat(amounts(ann)).isEmpty();
        poison.mend();
        assertThat(shop.operator("POST", HISTORY + "/retries", null).is(200).number("retried"))
                .isEqualTo(1);
        assertThat(amounts(ann)).containsExactly(1L);
    }

    @Test
    void a_letter_that_another_node_has_put_here_is_waited_for() {
        var ann = spoilt();
        ann.charges(1).is(201);
        var bob = shop.customer("bob");
        bob.charges(1).is(201);
        written();
        jdbc.sql("""
                insert into dead_letter (letter_id, processing_group, sequence_identifier,
                       sequence_index, message_type, event_identifier, time_stamp, payload_type,
                       payload, enqueued_at, last_touched, diagnostics)
                select gen_random_uuid(), processing_group, ?, 0, message_type, event_identifier,
                       time_stamp, payload_type, payload, enqueued_at, last_touched, diagnostics
                  from dead_letter where sequence_identifier = ?
                """).params(stream(bob), stream(ann)).update();
        bob.charges(2).is(201);
        written();
        assertThat(lettersOf(HISTORY, stream(bob))).hasSize(2);
        jdbc.sql("delete from dead_letter where sequence_identifier = ? and sequence_index = 0")
                .param(stream(bob))
                .update();
    }

    @Test
    void an_event_that_is_no_json_is_put_aside_by_each_read_model() {
        var noJson = plant(bytes("no json"));
        var noCharge = plant(bytes("{\"user\":\"ann\",\"amount\":\"many\"}"));
        var bob = shop.customer("bob");
        bob.charges(7).is(201);
        assertThat(bob.balance()).isEqualTo(7);
        assertThat(amounts(bob)).containsExactly(7L);

        for (var path : List.of(HISTORY, "/projections/balance/dead-letters")) {
            var letter = inspect(path, noJson);
            assertThat(letter.get("payload").isNull()).isTrue();
            assertThat(Base64.getDecoder().decode(letter.text("payloadBase64")))
                    .isEqualTo(bytes("no json"));
            assertThat(letter.text("cause")).contains("StreamReadException");
            var other = inspect(path, noCharge);
            assertThat(other.get("payload").get("amount").asString()).isEqualTo("many");
            assertThat(other.get("payloadBase64").isNull()).isTrue();
            var retried = shop.operator(
                            "POST", path + "/" + other.text("letterId") + "/retries", null)
                    .is(200);
            assertThat(retried.number("retried")).isZero();
            assertThat(retried.number("left")).isEqualTo(1);
            assertThat(inspect(path, noCharge).number("retries")).isEqualTo(1);
            assertThat(inspect(path, noJson).number("retries")).isZero();
        }
        jdbc.sql("delete from dead_letter").update();
    }

    private Answer inspect(String path, String stream) {
        var letter = lettersOf(path, stream).getFirst().get("letterId").asString();
        return shop.operator("GET", path + "/" + letter, null).is(200);
    }

    @Test
    void every_one_of_many_streams_is_reached() {
        var people = new ArrayList<Person>();
        for (int i = 0; i < 25; i++) {
            var person = spoilt();
            person.charges(1).is(201);
            people.add(person);
        }
        written();
        poison.mend();
        var last = lettersOf(HISTORY, stream(people.getLast())).getFirst();
        assertThat(shop.operator(
                                "POST",
                                HISTORY + "/" + last.get("letterId").asString() + "/retries",
                                null)
                        .is(200)
                        .number("retried"))
                .isEqualTo(1);
        assertThat(shop.operator("POST", HISTORY + "/retries", null).is(200).json())
                .isEqualTo(json(Map.of("retried", 24, "left", 0)));
        assertThat(people).allSatisfy(person -> assertThat(amounts(person)).containsExactly(1L));
    }

    private static JsonNode json(Map<String, Integer> fields) {
        var node = tools.jackson.databind.node.JsonNodeFactory.instance.objectNode();
        fields.forEach(node::put);
        return node;
    }

    @Test
    void they_are_listed_page_by_page() {
        var ann = spoilt();
        for (int amount = 1; amount <= 3; amount++) {
            ann.charges(amount).is(201);
        }
        written();
        var seen = new ArrayList<Integer>();
        var after = "0";
        while (!after.equals("null")) {
            var page = shop.operator("GET", HISTORY + "?limit=2&after=" + after, null)
                    .is(200);
            assertThat(page.number("total")).isEqualTo(3);
            page.get("letters")
                    .forEach(letter -> seen.add(letter.get("sequenceNumber").asInt()));
            after = page.get("next").toString();
        }
        assertThat(seen).containsExactly(0, 1, 2);
    }

    @Test
    void read_models_and_automations_have_some_and_only_the_operator_may_look() {
        shop.operator("GET", "/projections/automation-release-seat/dead-letters", null)
                .is(200);
        for (var nobody : List.of("points", "-", "history-", "saga-payment", "automation-")) {
            shop.operator("GET", "/projections/" + nobody + "/dead-letters", null)
                    .isRefused(404, "PROJECTION_NOT_FOUND");
        }
        shop.operator("POST", "/projections/points/dead-letters/retries", null)
                .isRefused(404, "PROJECTION_NOT_FOUND");
        shop.operator("GET", HISTORY + "/none", null).isRefused(404, "DEAD_LETTER_NOT_FOUND");
        shop.operator("POST", HISTORY + "/none/retries", null)
                .isRefused(404, "DEAD_LETTER_NOT_FOUND");
        for (var limit : List.of("0", "101", "x")) {
            shop.operator("GET", HISTORY + "?limit=" + limit, null)
                    .isRefused(400, "INVALID_REQUEST");
        }
        shop.get(HISTORY, Map.of()).isRefused(401, "OPERATOR_REQUIRED");
        shop.send("POST", "/api/v1" + HISTORY + "/retries", null, Map.of())
                .isRefused(401, "OPERATOR_REQUIRED");
    }
}
