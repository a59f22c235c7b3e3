package encore.journey;

import encore.testing.Answer;
import encore.testing.EventClient;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** A sale in high demand does not block a quiet one. */
class NamedLinesJourneyTest extends NamedLines {

    private static void isOfAnotherLine(Answer answer, String line) {
        answer.isRefused(403, "TOKEN_LINE_MISMATCH");
        assertThat(answer.text("line")).isEqualTo(line);
    }

    @Test
    void one_user_has_a_token_of_each_line() {
        var busy = line(1);
        var quiet = line(1);
        inside("ann", busy);
        var bob = shop.somebody("bob");
        var waiting = bob.waitsIn(busy);
        var in = bob.waitsIn(quiet);
        isLetIn(in, quiet);
        assertThat(waiting.token()).isNotEqualTo(in.token());
        assertThat(standing(bob, busy)).isEqualTo("WAITING");
        assertThat(waiting.looks().text("line")).isEqualTo(busy);
        assertThat(in.looks().text("line")).isEqualTo(quiet);
        in.leaves().is(204);
        assertThat(waiting.looks().text("status")).isEqualTo("WAITING");
        var everywhere = bob.joins();
        assertThat(everywhere.looks().text("line")).isEqualTo("default");
    }

    @Test
    void the_capacity_of_one_does_not_touch_the_other() {
        var busy = line(2);
        var quiet = line(1);
        inside("ann", busy);
        inside("bob", busy);
        var cid = shop.somebody("cid").waitsIn(busy);
        var dan = inside("dan", quiet);
        var eve = shop.somebody("eve").waitsIn(quiet);
        steers(quiet, Map.of("state", "PAUSED")).is(200);
        dan.leaves().is(204);
        assertThat(standing(cid, busy)).isEqualTo("WAITING");
        assertThat(standing(eve, quiet)).isEqualTo("WAITING");
        steers(busy, Map.of("capacity", 3)).is(200);
        isLetIn(cid, busy);
        assertThat(standing(eve, quiet)).isEqualTo("WAITING");
        assertThat(lineOf(quiet).number("inside")).isZero();
    }

    @Test
    void a_performance_is_sold_to_whom_its_line_has_let_in() throws IOException {
        var line = line(5);
        var performance = performanceOf(line, 3);
        var outside = shop.customer("ann");
        var ann = outside.waitsIn(line);
        isLetIn(ann, line);
        var seat = seat(performance, 1);
        var map = "/performances/" + performance + "/seats";
        isOfAnotherLine(outside.get(map), line);
        isOfAnotherLine(outside.reserves(seat), line);
        isOfAnotherLine(outside.reserves(List.of(seat, seat(performance, 2))), line);
        isOfAnotherLine(
                outside.post("/reservations", Map.of("performanceId", performance, "count", 1)),
                line);
        var headers = Map.of("Waiting-Token", outside.token(), "Connection", "close");
        try (var client = EventClient.get(port(), "/api/v1" + map + "/events", headers)) {
            assertThat(client.status()).isEqualTo(403);
            assertThat(client.rest().toString()).contains("TOKEN_LINE_MISMATCH");
        }
        assertThat(ann.get(map).is(200).get("seats").size()).isEqualTo(3);
        var reservation = ann.reserves(seat).is(201).text("reservationId");
        ann.charges(PRICE).is(201);
        isOfAnotherLine(outside.pays(reservation), line);
        assertThat(outside.balance()).isEqualTo(PRICE);
        ann.pays(reservation).is(201);
        eventually(() -> ann.looks().text("status").equals("EXPIRED"));
        assertThat(outside.looks().text("status")).isEqualTo("ACTIVE");
    }

    @Test
    void a_token_of_a_named_line_buys_nothing_that_is_of_the_default_one() {
        var line = line(5);
        var ann = inside("ann", line);
        var performance = performance(1);
        isOfAnotherLine(ann.get("/performances/" + performance + "/seats"), "default");
        isOfAnotherLine(ann.reserves(seat(performance, 1)), "default");
        assertThat(ann.get("/points").is(200).number("balance")).isZero();
    }

    @Test
    void a_line_has_a_name_that_can_be_written_anywhere() {
        for (var name : List.of("", "VIP", "a_b", "a b", "1st", "x".repeat(21), "한")) {
            shop.somebody("ann").asksForToken(name).isRefused(400, "INVALID_REQUEST");
        }
    }

    /** Whoever decides asks memory, which is caught up with the events. */
    @Test
    void a_new_line_lets_in_though_the_tables_are_late() throws SQLException {
        try (var _ = tablesAreLate()) {
            inside("ann", line(1));
        }
    }
}
