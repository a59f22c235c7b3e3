package encore.journey;

import encore.testing.Answer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** The line as everybody sees it, and as the operator makes it. */
class LineStateJourneyTest extends NamedLines {

    private static final Map<String, String> SOON = Map.of("ko", "곧 시작합니다", "en", "Soon");

    @Test
    void everybody_sees_how_the_line_is_and_may_keep_it_for_a_second() {
        var line = line(1);
        inside("ann", line);
        shop.somebody("bob").waitsIn(line);
        eventually(() -> lineOf(line).number("waiting") == 1);
        var seen = lineOf(line).is(200);
        assertThat(seen.text("line")).isEqualTo(line);
        assertThat(seen.text("state")).isEqualTo("OPEN");
        assertThat(seen.number("inside")).isEqualTo(1);
        assertThat(seen.number("capacity")).isEqualTo(1);
        assertThat(seen.number("servingNumber")).isEqualTo(2);
        assertThat(seen.get("opensAt").isNull()).isTrue();
        assertThat(seen.get("message").isNull()).isTrue();
        assertThat(seen.get("left").isArray()).isTrue();
        assertThat(seen.body().length()).isLessThan(1_024);
        assertThat(seen.header("Cache-Control")).contains("max-age=1", "public");
        assertThat(seen.header("Set-Cookie")).isNull();
        var etag = seen.header("ETag");
        var again = shop.get("/line?line=" + line, Map.of("If-None-Match", etag));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(etag);
        steers(line, Map.of("capacity", 3)).is(200);
        var changed =
                shop.get("/line?line=" + line, Map.of("If-None-Match", etag)).is(200);
        assertThat(changed.header("ETag")).isNotEqualTo(etag);
    }

    @Test
    void the_default_line_is_the_one_that_is_not_named() {
        assertThat(shop.get("/line", Map.of()).is(200).text("line")).isEqualTo("default");
    }

    @Test
    void a_line_that_nobody_has_opened_takes_nobody() {
        lineOf("nowhere").isRefused(409, "LINE_CLOSED");
        shop.somebody("ann").asksForToken("nowhere").isRefused(409, "LINE_CLOSED");
        steers("nowhere", Map.of("state", "PAUSED")).isRefused(409, "LINE_CLOSED");
        lineOf("No%20Where").isRefused(400, "INVALID_REQUEST");
        shop.somebody("ann").asksForToken("No Where").isRefused(400, "INVALID_REQUEST");
    }

    @Test
    void a_long_line_is_told_in_less_than_a_kilobyte() {
        var line = line(1);
        inside("ann", line);
        for (int i = 0; i < 60; i++) {
            var person = shop.somebody("p" + i).waitsIn(line);
            if (i % 2 == 0) {
                person.leaves().is(204);
            }
        }
        steers(line, Map.of("message", SOON)).is(200);
        eventually(() -> lineOf(line).number("waiting") == 30);
        var seen = lineOf(line);
        assertThat(seen.get("left").isEmpty()).isFalse();
        assertThat(seen.body().length()).isLessThan(1_024);
    }

    @Test
    void a_line_is_paused_and_goes_on() {
        var line = line(10);
        steers(line, Map.of("state", "PAUSED")).is(200);
        var ann = shop.somebody("ann").waitsIn(line);
        assertThat(lineOf(line).text("state")).isEqualTo("PAUSED");
        assertThat(Integer.parseInt(ann.looks().is(200).header("Retry-After"))).isPositive();
        assertThat(ann.looks().text("status")).isEqualTo("WAITING");
        steers(line, Map.of("state", "OPEN")).is(200);
        isLetIn(ann, line);
    }

    @Test
    void a_line_that_is_drained_takes_nobody_and_lets_in_who_waits() {
        var line = line(1);
        var ann = inside("ann", line);
        var bob = shop.somebody("bob").waitsIn(line);
        steers(line, Map.of("state", "DRAINING")).is(200);
        assertThat(lineOf(line).text("state")).isEqualTo("DRAINING");
        shop.somebody("cid").asksForToken(line).isRefused(409, "LINE_CLOSED");
        assertThat(bob.asksForToken(line).is(200).text("token")).isEqualTo(bob.token());
        ann.leaves().is(204);
        isLetIn(bob, line);
        ann.asksForToken(line).isRefused(409, "LINE_CLOSED");
        steers(line, Map.of("state", "OPEN")).is(200);
        ann.asksForToken(line).is(201);
    }

    @Test
    void more_room_lets_more_in_and_less_throws_nobody_out() {
        var line = line(1);
        var ann = inside("ann", line);
        var bob = shop.somebody("bob").waitsIn(line);
        assertThat(steers(line, Map.of("capacity", 2)).is(200).number("capacity"))
                .isEqualTo(2);
        isLetIn(bob, line);
        steers(line, Map.of("capacity", 1)).is(200);
        assertThat(standing(ann, line)).isEqualTo("ACTIVE");
        assertThat(standing(bob, line)).isEqualTo("ACTIVE");
        var cid = shop.somebody("cid").waitsIn(line);
        ann.leaves().is(204);
        assertThat(standing(cid, line)).isEqualTo("WAITING");
        bob.leaves().is(204);
        isLetIn(cid, line);
    }

    @Test
    void so_many_come_in_a_minute_and_no_more() {
        var line = line(100);
        steers(line, Map.of("admissionsPerMinute", 1)).is(200);
        var ann = inside("ann", line);
        var bob = shop.somebody("bob").waitsIn(line);
        steers(line, Map.of("message", SOON)).is(200);
        assertThat(standing(bob, line)).isEqualTo("WAITING");
        clock.forward(Duration.ofMinutes(1));
        isLetIn(bob, line);
        var cid = shop.somebody("cid").waitsIn(line);
        steers(line, Map.of("admissionsPerMinute", 0)).is(200);
        isLetIn(cid, line);
        assertThat(standing(ann, line)).isEqualTo("ACTIVE");
    }

    @Test
    void a_message_is_said_in_both_languages_and_taken_back() {
        var line = line(1);
        steers(line, Map.of("message", SOON)).is(200);
        var message = lineOf(line).get("message");
        assertThat(message.get("ko").asString()).isEqualTo("곧 시작합니다");
        assertThat(message.get("en").asString()).isEqualTo("Soon");
        var taken = steers(line, Map.of("message", Map.of())).is(200);
        assertThat(taken.get("message").isNull()).isTrue();
        for (var half : List.of("ko", "en")) {
            var refused = isUnfit(steers(line, Map.of("message", Map.of(half, "곧"))), "message");
            assertThat(refused).contains("both languages");
        }
    }

    /** Rule 14: who, when, from, to, why. */
    @Test
    void every_act_of_the_operator_is_an_event() {
        var line = line(1);
        var doors = tomorrow().toString();
        steers(
                        line,
                        Map.of(
                                "capacity",
                                7,
                                "admissionsPerMinute",
                                60,
                                "state",
                                "PAUSED",
                                "message",
                                SOON,
                                "work",
                                Map.of("difficulty", 3),
                                "opensAt",
                                doors))
                .is(200);
        var events = new HashMap<String, JsonNode>();
        jdbc.sql("""
                select payload_type, convert_from(payload, 'UTF8') from domain_event_entry
                 where aggregate_identifier = ? and sequence_number > 0 order by global_index
                """).param("line:" + line).query(row -> {
            events.put(row.getString(1), new Answer(0, null, row.getString(2)).json());
        });
        assertThat(events.keySet())
                .containsExactlyInAnyOrder(
                        "CapacityChanged",
                        "PaceChanged",
                        "StateChanged",
                        "MessageChanged",
                        "PriceChanged",
                        "DoorsScheduled");
        events.forEach((name, event) -> {
            assertThat(event.get("by").asString()).as(name).isEqualTo("operator");
            assertThat(event.get("reason").asString()).as(name).isEqualTo("It is time");
            assertThat(event.get("at").asString()).as(name).endsWith("Z");
            assertThat(event.has("from") && event.has("to")).as(name).isTrue();
        });
        assertThat(events.get("CapacityChanged").get("from").asInt()).isEqualTo(1);
        assertThat(events.get("CapacityChanged").get("to").asInt()).isEqualTo(7);
    }

    @Test
    void all_is_changed_or_nothing() {
        var line = line(1);
        isUnfit(steers(line, Map.of("capacity", 7, "opensAt", "2020-01-01T00:00:00Z")), "opensAt");
        assertThat(lineOf(line).number("capacity")).isEqualTo(1);
    }

    @Test
    void what_is_unfit_is_refused() {
        var line = line(1);
        var unfit = new ArrayList<Map<String, Object>>();
        unfit.add(Map.of("capacity", 0));
        unfit.add(Map.of("capacity", 1_000_001));
        unfit.add(Map.of("admissionsPerMinute", -1));
        unfit.add(Map.of("state", "LOBBY"));
        unfit.add(Map.of("state", "open"));
        unfit.add(Map.of("work", Map.of("difficulty", 29)));
        unfit.add(Map.of("opensAt", "tomorrow"));
        unfit.add(Map.of("doors", "open"));
        for (var change : unfit) {
            isUnfit(steers(line, change), null);
        }
        shop.operator("PATCH", "/line?line=" + line, Map.of("capacity", 2))
                .isRefused(400, "INVALID_REQUEST");
        shop.send("PATCH", "/api/v1/line?line=" + line, "{\"reason\":\"Why not\"}", Map.of())
                .isRefused(401, "OPERATOR_REQUIRED");
        assertThat(lineOf(line).number("capacity")).isEqualTo(1);
    }

    /** Answers with why. */
    private static String isUnfit(Answer answer, String field) {
        var error = answer.isRefused(400, "INVALID_REQUEST").get("errors").get(0);
        if (field != null) {
            assertThat(error.get("field").asString()).isEqualTo(field);
        }
        return error.get("message").asString();
    }
}
