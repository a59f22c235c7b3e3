package encore.replay.deadletter;

import encore.testing.OverHttp;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows are written many at a time. When the database won't take one of them, only its event is put
 * aside, and so does a rebuild. An event that only a rebuild can't take is the end of it, and the
 * old rows stay where they are.
 */
class WrittenOneByOneTest extends OverHttp {

    /** Behind the application's back; answers with the event's id. */
    private String plant(String stream, int sequence, String type, String payload) {
        var id = UUID.randomUUID().toString();
        jdbc.sql("""
                insert into domain_event_entry (aggregate_identifier, sequence_number, type,
                       event_identifier, payload_type, time_stamp, payload, meta_data)
                values (?, ?, 'Planted', ?, ?, '2026-11-24T10:00:00.000Z', ?, '{}')
                """)
                .params(stream, sequence, id, type, payload.getBytes(StandardCharsets.UTF_8))
                .update();
        return id;
    }

    private String soldFromNowhere(String seat) {
        return plant("seat:" + seat, 0, "SeatSold", """
                {"seat":"%s","performance":"nowhere","reservation":"r","payment":"p"}
                """.formatted(seat));
    }

    private boolean isDead(String model, String event) {
        return shop.operator("GET", "/projections/" + model + "/dead-letters?limit=100", null)
                .is(200)
                .get("letters")
                .valueStream()
                .anyMatch(letter -> letter.get("eventId").asString().equals(event));
    }

    @Test
    void a_change_of_a_row_that_is_not_there_is_put_aside_alone() {
        var performance = performance(2);
        var ann = shop.customer("ann");
        pause("projection-seatmap");
        ann.reserves(seat(performance, 1)).is(201);
        var event = soldFromNowhere("nowhere-1-1-1");
        ann.reserves(seat(performance, 2)).is(201);
        resume("projection-seatmap");

        eventually(() -> isDead("seatmap", event));
        eventually(() -> statusOf(ann, seat(performance, 2)).equals("HELD"));
        assertThat(statusOf(ann, seat(performance, 1))).isEqualTo("HELD");
        var letter = shop.operator("GET", "/projections/seatmap/dead-letters", null)
                .get("letters")
                .get(0);
        assertThat(letter.get("cause").asString()).contains("no row nowhere-1-1-1 in seat_map");
    }

    @Test
    void a_row_that_the_database_refuses_is_put_aside_and_so_is_its_retry() {
        var event = plant("performance:nul", 0, "PerformanceScheduled", """
                {"performance":"nul","title":"Nul \\u0000","venue":"Cellar",\
                "startsAt":"2036-12-24T10:05:00Z","zone":"Asia/Seoul",\
                "sections":[{"name":"Floor","rows":1,"seatsPerRow":1,"price":1}]}""");
        eventually(() -> isDead("calendar", event));

        shop.operator("POST", "/projections/calendar/dead-letters/retries", null)
                .is(200);

        assertThat(isDead("calendar", event)).isTrue();
        var performance = performance(1);
        written();
        assertThat(jdbc.sql("select count(*) from calendar where performance_id = ?")
                        .param(performance)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    private void forget(String event) {
        jdbc.sql("delete from dead_letter where event_identifier = ?")
                .param(event)
                .update();
        jdbc.sql("delete from domain_event_entry where event_identifier = ?")
                .param(event)
                .update();
    }

    @Test
    void a_rebuild_that_cannot_take_an_event_changes_nothing() {
        var performance = performance(1);
        var event = soldFromNowhere("nowhere-1-1-2");
        eventually(() -> isDead("seatmap", event));
        // As if the old one had taken it in.
        jdbc.sql("delete from dead_letter where event_identifier = ?")
                .param(event)
                .update();
        written();
        var rows = jdbc.sql("select t::text from seat_map t order by 1")
                .query(String.class)
                .list();

        var failed = endOf("seatmap", "rebuilds");

        assertThat(failed.text("state")).isEqualTo("FAILED");
        assertThat(failed.text("error")).contains("seat_map");
        assertThat(jdbc.sql("select t::text from seat_map t order by 1")
                        .query(String.class)
                        .list())
                .isEqualTo(rows)
                .isNotEmpty();

        forget(event);
        assertThat(endOf("seatmap", "rebuilds").text("state")).isEqualTo("COMPLETED");
        assertThat(statusOf(shop.customer("ann"), seat(performance, 1))).isEqualTo("AVAILABLE");
    }

    /** As it has happened: a section called "A\u0000" makes a letter of each of its seats. */
    @Test
    void a_rebuild_puts_a_dead_letter_aside_as_the_old_one_did() {
        var performance = performance(1);
        var ann = shop.customer("ann");
        var placed = plant("seat:nul", 0, "SeatPlaced", """
                {"seat":"nul","performance":"nul","section":"A\\u0000","row":1,"number":1,\
                "price":1,"startsAt":"2036-12-24T10:05:00Z"}""");
        var held = plant("seat:nul", 1, "SeatHeld", """
                {"seat":"nul","performance":"nul","reservation":"r","user":"ann",\
                "until":"2036-12-24T10:05:00Z"}""");
        eventually(() -> isDead("seatmap", placed) && isDead("seatmap", held));

        for (var which : List.of("verifications", "rebuilds", "verifications")) {
            var ended = endOf("seatmap", which);
            assertThat(ended.text("state")).as(ended.body()).isEqualTo("COMPLETED");
            assertThat(ended.number("putAside"))
                    .isEqualTo(shop.operator("GET", "/projections/seatmap/dead-letters", null)
                            .number("total"));
            assertThat(ended.get("check").get("same").asBoolean())
                    .as(ended.body())
                    .isTrue();
            assertThat(isDead("seatmap", placed) && isDead("seatmap", held)).isTrue();
        }
        ann.reserves(seat(performance, 1)).is(201);
        assertThat(statusOf(ann, seat(performance, 1))).isEqualTo("HELD");
        forget(placed);
        forget(held);
    }
}
