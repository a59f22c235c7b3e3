package encore.concert;

import encore.concert.PerformanceEvent.PerformanceScheduled;
import encore.testing.OverHttp;
import encore.testing.Person;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Performances announced by the first Encore go on where they were announced, although the shop has
 * moved: an event keeps its day, whatever the setting says now.
 */
@TestPropertySource(properties = "encore.venue-zone=America/New_York")
class PerformanceScheduledWithoutZoneTest extends OverHttp {

    private static final Instant MAY_FIRST_IN_SEOUL = Instant.parse("2031-05-01T14:30:00Z");
    private static final Instant MAY_SECOND_IN_SEOUL = Instant.parse("2031-05-01T15:30:00Z");

    @Autowired
    private EventStore events;

    @Autowired
    private org.axonframework.config.Configuration axon;

    /** As the first Encore stored it. */
    private String announcedLongAgo(Instant startsAt) {
        var id = "old-" + UUID.randomUUID();
        jdbc.sql("""
                insert into domain_event_entry (aggregate_identifier, sequence_number, type,
                       event_identifier, payload_type, payload_revision, time_stamp, payload,
                       meta_data)
                values (?, 0, 'Performance', ?, 'PerformanceScheduled', null, ?, ?, ?)
                """)
                .params(
                        "performance:" + id,
                        UUID.randomUUID().toString(),
                        "2026-01-01T00:00:00Z",
                        bytes("""
                                {"performance":"%s","title":"Piano Night","venue":"Cellar",\
                                "startsAt":"%s","sections":[{"name":"Floor","rows":1,\
                                "seatsPerRow":2,"price":45000}]}""".formatted(id, startsAt)),
                        bytes("{}"))
                .update();
        return id;
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static List<JsonNode> on(Person person, String day) {
        return person
                .get("/performances?from=" + day + "&to=" + day)
                .is(200)
                .get("performances")
                .values()
                .stream()
                .toList();
    }

    private static List<String> ids(List<JsonNode> performances) {
        return performances.stream().map(p -> p.get("performanceId").asString()).toList();
    }

    @Test
    void they_stay_on_their_day() {
        var ann = shop.customer("ann");
        var first = announcedLongAgo(MAY_FIRST_IN_SEOUL);
        var second = announcedLongAgo(MAY_SECOND_IN_SEOUL);
        eventually(() -> ids(on(ann, "2031-05-02")).contains(second));

        var found = on(ann, "2031-05-01");
        assertThat(ids(found)).containsExactly(first);
        assertThat(found.getFirst().get("date").asString()).isEqualTo("2031-05-01");
        assertThat(on(ann, "2031-05-02").getFirst().get("date").asString()).isEqualTo("2031-05-02");
        eventually(() -> jdbc.sql("select count(*) from seat_map where performance_id = ?")
                        .param(first)
                        .query(Integer.class)
                        .single()
                == 2);
    }

    @Test
    void one_announced_today_is_on_a_day_of_today() {
        var ann = shop.customer("ann");
        var inNewYork = shop.schedule("Late Night", 1, PRICE, Instant.parse("2030-05-02T03:30:00Z"))
                .is(201);
        assertThat(inNewYork.text("date")).isEqualTo("2030-05-01");
        assertThat(ids(on(ann, "2030-05-01"))).containsExactly(inNewYork.text("performanceId"));
        assertThat(on(ann, "2030-05-02")).isEmpty();
        var stored = (PerformanceScheduled)
                events.readEvents("performance:" + inNewYork.text("performanceId"))
                        .next()
                        .getPayload();
        assertThat(stored.zone()).isEqualTo(ZoneId.of("America/New_York"));
    }

    @Test
    void they_are_read_as_aggregates_and_as_streams() {
        var id = new PerformanceId(announcedLongAgo(Instant.parse("2033-01-01T00:00:00Z")));
        var stream = events.readEvents(id.toString());
        assertThat(((PerformanceScheduled) stream.next().getPayload()).zone())
                .isEqualTo(ZoneId.of("Asia/Seoul"));
        DefaultUnitOfWork.startAndGet(null)
                .execute(() -> assertThat(axon.repository(Performance.class)
                                .load(id.toString())
                                .version())
                        .isZero());
    }
}
