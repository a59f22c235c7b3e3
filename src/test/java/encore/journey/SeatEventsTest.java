package encore.journey;

import encore.testing.EventClient;
import encore.testing.OverHttp;
import encore.testing.Person;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** The seats of a performance are told as they change. */
@TestPropertySource(
        properties = {
            "encore.streams.heartbeat=500ms",
            "encore.limits.in-flight=8",
            "encore.limits.streams=20"
        })
class SeatEventsTest extends OverHttp {

    private static final JsonMapper JSON = JsonMapper.shared();

    private EventClient listens(Person person, String performance, String query)
            throws IOException {
        return listens(person, performance, query, Map.of());
    }

    private EventClient listens(
            Person person, String performance, String query, Map<String, String> headers)
            throws IOException {
        var all = new HashMap<>(headers);
        all.put("Accept", "text/event-stream");
        all.put("Waiting-Token", person.token());
        return EventClient.get(
                port(), "/api/v1/performances/" + performance + "/seats/events" + query, all);
    }

    private static JsonNode seats(EventClient client) throws IOException {
        var event = client.next();
        assertThat(event.name()).isEqualTo("seats");
        var told = JSON.readTree(event.data());
        assertThat(told.get("version").asString()).isEqualTo(event.id());
        return told;
    }

    /** How a seat looks as soon as it is told. */
    private static String told(EventClient client, String seat) throws IOException {
        while (true) {
            for (var change : seats(client).get("changed")) {
                if (change.get("seatId").asString().equals(seat)) {
                    return change.get("status").asString();
                }
            }
        }
    }

    @Test
    void what_somebody_else_does_is_told() throws IOException {
        var performance = performance(3);
        var seat = seat(performance, 2);
        var bob = shop.customer("bob");
        try (var ann = listens(shop.customer("ann"), performance, "")) {
            assertThat(ann.status()).isEqualTo(200);
            assertThat(ann.header("Content-Type")).startsWith("text/event-stream");
            assertThat(ann.header("Cache-Control")).isEqualTo("no-store");
            assertThat(ann.header("Content-Encoding")).isNull();
            assertThat(seats(ann).get("changed").isEmpty()).isTrue();
            var reservation = bob.reserves(seat).is(201).text("reservationId");
            assertThat(told(ann, seat)).isEqualTo("HELD");
            bob.cancels(reservation).is(204);
            assertThat(told(ann, seat)).isEqualTo("AVAILABLE");
        }
    }

    @Test
    void a_hold_that_lapses_by_time_alone_is_told() throws IOException {
        var performance = performance(2);
        var seat = seat(performance, 1);
        shop.customer("bob").reserves(seat).is(201);
        try (var ann = listens(shop.customer("ann"), performance, "?since=0-0")) {
            assertThat(told(ann, seat)).isEqualTo("HELD");
            clock.forward(Duration.ofMinutes(5));
            assertThat(told(ann, seat)).isEqualTo("AVAILABLE");
        }
    }

    @Test
    void changes_are_told_since_the_version_that_one_has() throws IOException {
        var performance = performance(20);
        var ann = shop.customer("ann");
        var map = ann.get("/performances/" + performance + "/seats").is(200);
        shop.customer("bob").reserves(seat(performance, 7)).is(201);
        var tag = map.header("ETag").replace("\"", "%22");
        for (var since : new String[] {map.text("version"), tag}) {
            try (var client = listens(ann, performance, "?since=" + since)) {
                var first = seats(client);
                assertThat(first.get("changed").size()).isOne();
                assertThat(first.get("changed").get(0).get("seatId").asString())
                        .isEqualTo(seat(performance, 7));
            }
        }
        try (var client = listens(ann, performance, "?since=999999999-0")) {
            assertThat(seats(client).get("changed").size()).isEqualTo(20);
        }
    }

    @Test
    void who_comes_back_is_told_what_was_missed_and_nothing_else() throws IOException {
        var performance = performance(5);
        var ann = shop.customer("ann");
        var bob = shop.customer("bob");
        String id;
        try (var client = listens(ann, performance, "")) {
            id = seats(client).get("version").asString();
        }
        var since = "?since=" + id;
        try (var client = listens(ann, performance, since, Map.of("Last-Event-ID", id))) {
            client.hearsNothingUntilAHeartbeat();
        }
        bob.reserves(seat(performance, 1)).is(201);
        String then;
        try (var client = listens(ann, performance, since, Map.of("Last-Event-ID", id))) {
            var missed = seats(client);
            then = missed.get("version").asString();
            assertThat(missed.get("changed").size()).isOne();
        }
        try (var client = listens(ann, performance, since, Map.of("Last-Event-ID", then))) {
            client.hearsNothingUntilAHeartbeat();
        }
        try (var client = listens(ann, performance, since, Map.of("Last-Event-ID", "what?"))) {
            assertThat(seats(client).get("changed").size()).isOne();
        }
    }

    /** Whoever has made every change that was told has the map. */
    @Test
    void all_changes_together_are_the_map() throws IOException {
        var performance = performance(12);
        var ann = shop.customer("ann");
        try (var client = listens(ann, performance, "?since=0-0")) {
            var looks = new HashMap<String, String>();
            for (int n = 1; n <= 8; n++) {
                var buyer = shop.customer("u" + n);
                var reservation = buyer.reserves(seat(performance, n)).is(201);
                if (n % 2 == 0) {
                    buyer.cancels(reservation.text("reservationId")).is(204);
                }
            }
            var map = ann.get("/performances/" + performance + "/seats").is(200);
            while (true) {
                var told = seats(client);
                for (var change : told.get("changed")) {
                    looks.put(change.get("seatId").asString(), change.get("status").asString());
                }
                if (told.get("version").equals(map.get("version"))) {
                    break;
                }
            }
            map.get("seats")
                    .forEach(seat -> assertThat(looks)
                            .containsEntry(
                                    seat.get("seatId").asString(),
                                    seat.get("status").asString()));
        }
    }

    @Test
    void who_is_no_longer_inside_is_told_so() throws IOException {
        var performance = performance(1);
        var ann = shop.customer("ann");
        try (var client = listens(ann, performance, "")) {
            seats(client);
            ann.leaves().is(204);
            var last = client.next();
            assertThat(last.name()).isEqualTo("expired");
            assertThat(client.next()).isNull();
        }
    }

    @Test
    void what_is_refused_is_refused_before_anything_is_told() throws IOException {
        var performance = performance(1);
        var ann = shop.customer("ann");
        refused(ann, "nowhere", "", 404);
        refused(ann, performance, "?since=never", 400);
        refused(ann, performance, "?from=0-0", 400);
        refused(ann.with("forged"), performance, "", 401);
    }

    private void refused(Person person, String performance, String query, int status)
            throws IOException {
        try (var client = listens(person, performance, query, Map.of("Connection", "close"))) {
            assertThat(client.status()).isEqualTo(status);
            assertThat(client.header("Content-Type")).startsWith("application/problem+json");
        }
    }

    /** There are places for eight requests, and for twenty streams. */
    @Test
    void a_stream_holds_no_place_of_a_request_and_there_are_only_so_many() throws IOException {
        var performance = performance(1);
        var clients = new ArrayList<EventClient>();
        try {
            for (int i = 0; i < 20; i++) {
                clients.add(listens(shop.customer("s" + i), performance, ""));
                assertThat(seats(clients.getLast()).get("changed").isEmpty()).isTrue();
            }
            try (var late = listens(shop.customer("late"), performance, "")) {
                assertThat(late.status()).isEqualTo(503);
                assertThat(late.header("Retry-After")).isNotNull();
            }
            var bob = shop.customer("bob");
            bob.reserves(seat(performance, 1)).is(201);
            for (var client : clients) {
                assertThat(told(client, seat(performance, 1))).isEqualTo("HELD");
            }
        } finally {
            for (var client : clients) {
                client.close();
            }
        }
    }
}
