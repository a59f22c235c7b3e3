package encore.journey;

import encore.testing.OverHttp;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Diagram "예약가능 좌석 조회" (available seats). */
class AvailableSeatsJourneyTest extends OverHttp {

    @Test
    void every_seat_with_its_place_price_and_state() {
        var performance = shop.schedule(
                        "Two Sections",
                        tomorrow(),
                        List.of(
                                Map.of("name", "Stalls", "rows", 2, "seatsPerRow", 3, "price", 900),
                                Map.of(
                                        "name",
                                        "Balcony",
                                        "rows",
                                        1,
                                        "seatsPerRow",
                                        2,
                                        "price",
                                        500)))
                .is(201)
                .text("performanceId");
        var map = shop.customer("ann")
                .get("/performances/" + performance + "/seats")
                .is(200);
        assertThat(map.text("performanceId")).isEqualTo(performance);
        var seats = map.get("seats").values().stream()
                .map(s -> s.get("section").asString() + s.get("row").asInt() + "/"
                        + s.get("number").asInt() + " " + s.get("price").asLong() + " "
                        + s.get("status").asString())
                .toList();
        assertThat(seats)
                .containsExactly(
                        "Stalls1/1 900 AVAILABLE",
                        "Stalls1/2 900 AVAILABLE",
                        "Stalls1/3 900 AVAILABLE",
                        "Stalls2/1 900 AVAILABLE",
                        "Stalls2/2 900 AVAILABLE",
                        "Stalls2/3 900 AVAILABLE",
                        "Balcony1/1 500 AVAILABLE",
                        "Balcony1/2 500 AVAILABLE");
    }

    @Test
    void whatever_is_accepted_the_map_is_json_of_a_known_length() {
        var ann = shop.customer("ann");
        var path = "/performances/" + performance(2) + "/seats";
        for (var accepted : List.of(
                "*/*",
                "application/json",
                "application/*",
                "text/html, */*",
                "application/json;charset=UTF-8",
                "application/xml",
                "garbage")) {
            var map = ann.get(path, Map.of("Accept", accepted)).is(200);
            assertThat(map.header("Content-Type")).startsWith("application/json");
            assertThat(map.header("Content-Length")).isEqualTo(map.body().length() + "");
        }
        var head = shop.send("HEAD", "/api/v1" + path, null, Map.of("Waiting-Token", ann.token()));
        assertThat(head.is(200).body()).isEmpty();
        assertThat(head.header("Content-Length"))
                .isEqualTo(ann.get(path).is(200).body().length() + "");
        assertThat(head.header("ETag")).isEqualTo(ann.get(path).header("ETag"));
    }

    @Test
    void an_unknown_performance() {
        shop.customer("ann")
                .get("/performances/none/seats")
                .isRefused(404, "PERFORMANCE_NOT_FOUND");
    }

    @Test
    void a_map_that_has_not_changed_is_not_sent_again() {
        var performance = performance(2);
        var path = "/performances/" + performance + "/seats";
        var ann = shop.customer("ann");
        var tag = ann.get(path).is(200).header("ETag");
        assertThat(tag).isNotBlank();
        var unchanged = ann.get(path, Map.of("If-None-Match", tag)).is(304);
        assertThat(unchanged.body()).isEmpty();
        assertThat(unchanged.header("ETag")).isEqualTo(tag);

        ann.reserves(seat(performance, 1)).is(201);
        var held = ann.get(path, Map.of("If-None-Match", tag)).is(200).header("ETag");
        assertThat(held).isNotEqualTo(tag);
        ann.get(path, Map.of("If-None-Match", held)).is(304);

        clock.forward(Duration.ofMinutes(5));
        var lapsed = ann.get(path, Map.of("If-None-Match", held)).is(200);
        assertThat(lapsed.get("seats").get(0).get("status").asString()).isEqualTo("AVAILABLE");
    }

    @Test
    void what_is_refused_has_no_version_and_none_is_unchanged() {
        var path = "/performances/" + performance(2) + "/seats";
        var ann = shop.customer("ann");
        var known = Map.of("If-None-Match", ann.get(path).is(200).header("ETag"));
        var nowhere = ann.get(path + "?section=Nowhere", known);
        var never = ann.get(path + "?since=never", known);
        assertThat(nowhere.isRefused(404, "SECTION_NOT_FOUND").header("ETag")).isNull();
        assertThat(never.isRefused(400, "INVALID_REQUEST").header("ETag")).isNull();
    }
}
