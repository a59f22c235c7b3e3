package encore.journey;

import encore.concert.FindTerms;
import encore.concert.PerformanceCommand.CancelPerformance;
import encore.concert.PerformanceId;
import encore.concert.PerformanceStatus;
import encore.kernel.Commands;
import encore.kernel.Operator;
import encore.kernel.Queries;
import encore.kernel.Reason;
import encore.testing.Answer;
import encore.testing.OverHttp;
import encore.testing.Person;
import encore.testing.Shop;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** A performance has a life: announced, corrected, closed, cancelled; and a hall has gaps. */
class PerformanceLifeJourneyTest extends OverHttp {

    private static final String KEY = "Idempotency-Key";

    @Autowired
    private Commands commands;

    @Autowired
    private Queries queries;

    private Answer changes(String performance, Map<String, ?> change) {
        var body = new HashMap<String, Object>(change);
        body.putIfAbsent("reason", "The pianist is ill");
        return shop.operator("PATCH", "/performances/" + performance, body);
    }

    private Answer sees(String performance) {
        return shop.operator("GET", "/performances/" + performance, null);
    }

    private List<JsonNode> dates(Person person) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Seoul"));
        return person
                .get("/performances?from=" + today + "&to=" + today.plusDays(366))
                .get("performances")
                .values()
                .stream()
                .toList();
    }

    private JsonNode dateOf(Person person, String performance) {
        return dates(person).stream()
                .filter(date -> date.get("performanceId").asString().equals(performance))
                .findFirst()
                .orElse(null);
    }

    private void cancel(String performance) {
        commands.send(new CancelPerformance(
                new PerformanceId(performance), new Operator("olga"), new Reason("Snow")));
    }

    @Test
    void buyers_see_what_was_corrected() {
        var ann = shop.customer("ann");
        var performance = performance(2);
        var later = tomorrow().plus(Duration.ofDays(3));
        var changed = changes(
                        performance,
                        Map.of("title", "Violin Night", "venue", "Attic", "startsAt", later))
                .is(200);
        assertThat(changed.text("title")).isEqualTo("Violin Night");
        var date = dateOf(ann, performance);
        assertThat(date.get("title").asString()).isEqualTo("Violin Night");
        assertThat(date.get("venue").asString()).isEqualTo("Attic");
        assertThat(date.get("date").asString()).isEqualTo(changed.text("date"));
        assertThat(ann.get("/performances/" + performance).is(200).json())
                .isEqualTo(sees(performance).json());
        changes(performance, Map.of("title", "Violin Night")).is(200);
        assertThat(stored("PerformanceCorrected", "performance:" + performance)).isOne();
    }

    @Test
    void who_and_why_is_kept() {
        var performance = performance(1);
        changes(performance, Map.of("status", "CLOSED", "reason", "Snow")).is(200);
        assertThat(jdbc.sql("select convert_from(payload, 'UTF8') from domain_event_entry"
                                + " where payload_type = 'PerformanceClosed'"
                                + " and aggregate_identifier = ?")
                        .param("performance:" + performance)
                        .query(String.class)
                        .single())
                .contains("\"by\":\"operator\"", "\"reason\":\"Snow\"");
    }

    @Test
    void all_of_a_change_or_nothing() {
        var performance = performance(1);
        changes(
                        performance,
                        Map.of(
                                "title",
                                "Violin Night",
                                "refundableUntil",
                                tomorrow().plusSeconds(86_400),
                                "status",
                                "CLOSED"))
                .isRefused(400, "INVALID_REQUEST");
        assertThat(sees(performance).text("title")).isNotEqualTo("Violin Night");
        assertThat(sees(performance).text("status")).isEqualTo("OPEN");
    }

    @Test
    void null_is_never_and_what_is_left_out_stays() {
        var performance = performance(1);
        changes(performance, Map.of("salesOpenAt", clock.instant(), "salesCloseAt", tomorrow()))
                .is(200);
        var cleared = new HashMap<String, Object>();
        cleared.put("salesCloseAt", null);
        var changed = changes(performance, cleared).is(200);
        assertThat(changed.get("salesCloseAt").isNull()).isTrue();
        assertThat(changed.get("salesOpenAt").isNull()).isFalse();
        changes(performance, Map.of("status", "CANCELLED")).isRefused(400, "INVALID_REQUEST");
        shop.operator("PATCH", "/performances/" + performance, Map.of("status", "CLOSED"))
                .isRefused(400, "INVALID_REQUEST");
        changes("nowhere", Map.of("status", "CLOSED")).isRefused(404, "PERFORMANCE_NOT_FOUND");
    }

    @Test
    void a_closed_one_is_shown_and_a_cancelled_one_is_not() {
        var ann = shop.customer("ann");
        var performance = performance(1);
        changes(performance, Map.of("status", "CLOSED")).is(200);
        assertThat(dateOf(ann, performance)).isNotNull();
        cancel(performance);
        assertThat(dateOf(ann, performance)).isNull();
        assertThat(ann.get("/performances/" + performance).text("cancelledFor")).isEqualTo("Snow");
        changes(performance, Map.of("status", "OPEN")).isRefused(409, "PERFORMANCE_CANCELLED");
        var terms = queries.ask(new FindTerms(new PerformanceId(performance)));
        assertThat(terms.status()).isEqualTo(PerformanceStatus.CANCELLED);
    }

    @Test
    void the_operator_lists_all_page_by_page() {
        var made = new ArrayList<String>();
        for (int n = 0; n < 5; n++) {
            made.add(performance(1));
        }
        cancel(made.getFirst());
        clock.forward(Duration.ofDays(2));
        var found = new ArrayList<String>();
        String after = null;
        do {
            var page = shop.operator(
                            "GET",
                            "/operator/performances?limit=2"
                                    + (after == null ? "" : "&after=" + after),
                            null)
                    .is(200);
            assertThat(page.get("performances").size()).isLessThanOrEqualTo(2);
            page.get("performances")
                    .forEach(row -> found.add(row.get("performanceId").asString()));
            after = page.get("next").isNull() ? null : page.text("next");
        } while (after != null);
        assertThat(found).doesNotHaveDuplicates().containsAll(made);
        shop.operator("GET", "/operator/performances?after=x", null)
                .isRefused(400, "INVALID_REQUEST");
        assertThat(shop.operator("GET", "/operator/performances?to=1990-01-01", null)
                        .get("performances"))
                .isEmpty();
    }

    @Test
    void a_hall_has_gaps_and_its_rows_have_names() {
        var ann = shop.customer("ann");
        var rows = List.of(
                Map.of("label", "가", "seats", "1-2,5", "x", -1.5, "y", 2), Map.of("seats", "7"));
        var announced = shop.schedule(
                        "Gaps",
                        tomorrow(),
                        List.of(
                                Map.of("name", "Floor", "layout", rows, "price", 0),
                                Map.of("name", "Balcony", "rows", 1, "seatsPerRow", 2, "price", 0)))
                .is(201);
        var performance = announced.text("performanceId");
        assertThat(announced.get("totalSeats").asInt()).isEqualTo(6);
        assertThat(announced.get("availableSeats").asInt()).isEqualTo(6);
        assertThat(announced.get("sections").get(0).get("rowLabels").toString())
                .isEqualTo("[\"가\",\"2\"]");
        assertThat(announced.get("prices")).hasSize(1);
        var seats = ann.get("/performances/" + performance + "/seats").get("seats");
        assertThat(seats).hasSize(6);
        assertThat(seats.get(2).get("seatId").asString()).isEqualTo(performance + "-1-1-5");
        assertThat(seats.get(2).get("rowLabel").asString()).isEqualTo("가");
        assertThat(seats.get(2).get("x").asDouble()).isEqualTo(2.5);
        assertThat(seats.get(3).get("rowLabel").asString()).isEqualTo("2");
        assertThat(seats.get(3).get("x").isNull()).isTrue();
        ann.reserves(performance + "-1-1-5").is(201);
        assertThat(ann.get("/performances/" + performance).get("availableSeats").asInt())
                .isEqualTo(5);
        ann.reserves(performance + "-1-1-3").isRefused(404, "SEAT_NOT_FOUND");
    }

    @Test
    void a_hall_is_told_one_way_or_the_other() {
        for (var section : List.of(
                Map.of("name", "Floor", "rows", 1, "price", 1),
                Map.of(
                        "name",
                        "Floor",
                        "layout",
                        List.of(Map.of("seats", "1")),
                        "seatsPerRow",
                        1,
                        "price",
                        1),
                Map.of("name", "Floor", "layout", List.of(), "price", 1),
                Map.of("name", "Floor", "layout", List.of(Map.of("seats", "2-1")), "price", 1),
                Map.of("name", "Floor", "rows", "ten", "price", 1))) {
            shop.schedule("Wrong", tomorrow(), List.<Map<String, Object>>of(Map.copyOf(section)))
                    .isRefused(400, "INVALID_REQUEST");
        }
    }

    @Test
    void announced_twice_under_one_key_it_is_announced_once() {
        var body = Map.of(
                "title",
                "Twice",
                "venue",
                "Cellar",
                "startsAt",
                tomorrow().toString(),
                "sections",
                List.of(Map.of("name", "Floor", "rows", 1, "seatsPerRow", 1, "price", 1)));
        var headers = Map.of("Authorization", Shop.OPERATOR, KEY, "twice-" + clock.instant());
        var first = shop.post("/performances", body, headers).is(201);
        var second = shop.post("/performances", body, headers).is(201);
        assertThat(second.text("performanceId")).isEqualTo(first.text("performanceId"));
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        shop.post("/performances", Map.of("title", "Another"), headers)
                .isRefused(422, "IDEMPOTENCY_KEY_REUSED");
        var withoutCredential = new HashMap<>(headers);
        withoutCredential.remove("Authorization");
        shop.post("/performances", body, withoutCredential).isRefused(401, "OPERATOR_REQUIRED");
    }
}
