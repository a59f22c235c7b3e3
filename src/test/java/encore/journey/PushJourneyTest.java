package encore.journey;

import encore.testing.EventClient;
import encore.testing.EventClient.Event;
import encore.testing.Person;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Who follows the own place is told what happens to it. */
@TestPropertySource(properties = "encore.streams.heartbeat=500ms")
class PushJourneyTest extends NamedLines {

    private static final JsonMapper JSON = JsonMapper.shared();

    private EventClient follows(Person person) throws IOException {
        return follows(person, Map.of());
    }

    private EventClient follows(Person person, Map<String, String> headers) throws IOException {
        var all = new HashMap<>(headers);
        all.put("Accept", "text/event-stream");
        all.put("Waiting-Token", person.token());
        return EventClient.get(port(), "/api/v1/tokens/me/events", all);
    }

    private static JsonNode told(String name, EventClient client) throws IOException {
        var event = client.next();
        assertThat(event).isNotNull();
        assertThat(event.name()).isEqualTo(name);
        return JSON.readTree(event.data());
    }

    /** The next of that name; an estimate may be told before it. */
    private static Event next(String name, EventClient client) throws IOException {
        var event = client.next();
        while (event != null && event.name().equals("place") && !name.equals("place")) {
            event = client.next();
        }
        assertThat(event).isNotNull();
        assertThat(event.name()).isEqualTo(name);
        return event;
    }

    @Test
    void from_the_line_to_the_door_and_out_again() throws IOException {
        var line = line(1);
        var ann = inside("ann", line);
        var bob = shop.somebody("bob").waitsIn(line);
        var cid = shop.somebody("cid").waitsIn(line);
        try (var client = follows(cid)) {
            assertThat(client.status()).isEqualTo(200);
            assertThat(client.header("Content-Type")).startsWith("text/event-stream");
            assertThat(client.header("Cache-Control")).isEqualTo("no-store");
            var place = told("place", client);
            assertThat(place.get("position").asInt()).isEqualTo(2);
            assertThat(place.get("number").asInt()).isEqualTo(3);
            assertThat(place.get("line").asString()).isEqualTo("OPEN");
            bob.leaves().is(204);
            assertThat(told("place", client).get("position").asInt()).isEqualTo(1);
            ann.leaves().is(204);
            var in = JSON.readTree(next("admitted", client).data());
            assertThat(in.get("expiresAt").asString())
                    .isEqualTo(cid.looks().is(200).text("expiresAt"));
            cid.leaves().is(204);
            assertThat(told("expired", client).get("reason").asString()).isEqualTo("LEFT");
            assertThat(client.next()).isNull();
        }
    }

    @Test
    void a_token_that_ends_by_time_alone_is_told() throws IOException {
        var line = line(1);
        var ann = inside("ann", line);
        try (var client = follows(ann)) {
            told("admitted", client);
            clock.forward(Duration.ofMinutes(10));
            assertThat(told("expired", client).get("reason").asString()).isEqualTo("TIMED_OUT");
            assertThat(client.next()).isNull();
        }
    }

    @Test
    void what_the_operator_says_is_told_to_all_who_wait() throws IOException {
        var line = line(1);
        inside("ann", line);
        var bob = shop.somebody("bob").waitsIn(line);
        try (var client = follows(bob)) {
            told("place", client);
            var message = Map.of("ko", "곧 시작합니다", "en", "Soon");
            steers(line, Map.of("message", message)).is(200);
            var said = JSON.readTree(next("message", client).data());
            assertThat(said.get("ko").asString()).isEqualTo("곧 시작합니다");
            assertThat(said.get("en").asString()).isEqualTo("Soon");
            steers(line, Map.of("message", Map.of())).is(200);
            assertThat(next("message", client).data()).isEqualTo("{}");
        }
    }

    @Test
    void who_comes_back_is_told_what_was_missed_and_nothing_twice() throws IOException {
        var line = line(1);
        var ann = inside("ann", line);
        String id;
        try (var client = follows(ann)) {
            id = client.next().id();
        }
        assertThat(id).isNotBlank();
        try (var client = follows(ann, Map.of("Last-Event-ID", id))) {
            client.hearsNothingUntilAHeartbeat();
        }
        ann.leaves().is(204);
        try (var client = follows(ann, Map.of("Last-Event-ID", id))) {
            told("expired", client);
            assertThat(client.next()).isNull();
        }
        try (var client = follows(ann, Map.of("Last-Event-ID", "what?"))) {
            told("expired", client);
        }
    }

    @Test
    void who_waits_in_a_lobby_is_told_the_number_when_there_is_one() throws IOException {
        var line = line(1);
        var opens = clock.instant().plus(Duration.ofMinutes(3)).toString();
        steers(line, Map.of("opensAt", opens)).is(200);
        var ann = shop.somebody("ann").waitsIn(line);
        try (var client = follows(ann)) {
            var place = told("place", client);
            assertThat(place.get("position").isNull()).isTrue();
            assertThat(place.get("line").asString()).isEqualTo("LOBBY");
            clock.forward(Duration.ofMinutes(3));
            next("admitted", client);
        }
    }

    @Test
    void nobody_follows_with_a_token_that_is_none() throws IOException {
        try (var client = follows(shop.somebody("eve").with("forged"))) {
            assertThat(client.status()).isEqualTo(401);
        }
    }
}
