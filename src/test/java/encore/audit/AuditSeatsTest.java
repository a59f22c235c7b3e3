package encore.audit;

import encore.testing.OverHttp;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Who held or owned what then. */
class AuditSeatsTest extends OverHttp {

    private JsonNode seatsAt(String performance, Instant at) {
        var then = shop.operator(
                        "GET", "/audit/performances/" + performance + "/seats?at=" + at, null)
                .is(200);
        assertThat(then.text("performanceId")).isEqualTo(performance);
        assertThat(then.text("at")).isEqualTo(at.toString());
        return then.get("seats");
    }

    private Instant aMinuteLater() {
        var now = clock.instant();
        clock.forward(Duration.ofMinutes(1));
        return now;
    }

    private static String text(JsonNode seat, String field) {
        return seat.get(field).isNull() ? null : seat.get(field).asString();
    }

    private static void isFree(JsonNode seat) {
        assertThat(text(seat, "status")).isEqualTo("AVAILABLE");
        for (var field : List.of("userId", "reservationId", "paymentId", "heldUntil")) {
            assertThat(seat.get(field).isNull()).as("%s of %s", field, seat).isTrue();
        }
    }

    @Test
    void a_seat_through_a_hold_its_lapse_and_a_sale() {
        var early = aMinuteLater();
        var performance = performance(2);
        var placed = aMinuteLater();
        var ann = shop.customer("ann");
        var annsReservation = ann.reserves(seat(performance, 1)).is(201);
        var held = aMinuteLater();
        var until = Instant.parse(annsReservation.text("holdExpiresAt"));
        clock.forward(Duration.ofMinutes(5));
        eventually(() -> stored("SeatReleased", "seat:" + seat(performance, 1)) == 1);
        var lapsed = aMinuteLater();
        var bob = shop.customer("bob");
        bob.charges(PRICE).is(201);
        var bobs = bob.reserves(seat(performance, 1)).is(201).text("reservationId");
        var heldAgain = aMinuteLater();
        var payment = bob.pays(bobs).is(201).text("paymentId");
        var sold = aMinuteLater();

        shop.operator("GET", "/audit/performances/" + performance + "/seats?at=" + early, null)
                .isRefused(404, "PERFORMANCE_NOT_FOUND");
        isFree(seatsAt(performance, placed).get(0));

        var anns = seatsAt(performance, held).get(0);
        assertThat(text(anns, "status")).isEqualTo("HELD");
        assertThat(text(anns, "userId")).isEqualTo(ann.name());
        assertThat(text(anns, "reservationId")).isEqualTo(annsReservation.text("reservationId"));
        assertThat(text(anns, "heldUntil")).isEqualTo(until.toString());
        assertThat(anns.get("paymentId").isNull()).isTrue();
        assertThat(Instant.parse(text(anns, "since"))).isBetween(placed, held);
        assertThat(text(seatsAt(performance, until.minusMillis(1)).get(0), "status"))
                .isEqualTo("HELD");

        for (var at : List.of(until, lapsed)) {
            isFree(seatsAt(performance, at).get(0));
            assertThat(text(seatsAt(performance, at).get(0), "since")).isEqualTo(until.toString());
        }
        assertThat(text(seatsAt(performance, heldAgain).get(0), "userId")).isEqualTo(bob.name());

        var bobsSeat = seatsAt(performance, sold).get(0);
        assertThat(text(bobsSeat, "status")).isEqualTo("SOLD");
        assertThat(text(bobsSeat, "userId")).isEqualTo(bob.name());
        assertThat(text(bobsSeat, "reservationId")).isEqualTo(bobs);
        assertThat(text(bobsSeat, "paymentId")).isEqualTo(payment);
        assertThat(bobsSeat.get("heldUntil").isNull()).isTrue();
        isFree(seatsAt(performance, sold).get(1));
        assertThat(shop.operator("GET", "/audit/performances/" + performance + "/seats", null)
                        .is(200)
                        .get("seats"))
                .as("now")
                .isEqualTo(seatsAt(performance, clock.instant()));
    }

    @Test
    void a_seat_given_back_is_free_from_then_on() {
        var performance = performance(1);
        var ann = shop.customer("ann");
        var reservation = ann.reserves(seat(performance, 1)).is(201).text("reservationId");
        var held = aMinuteLater();
        ann.cancels(reservation).is(204);
        var free = seatsAt(performance, clock.instant()).get(0);
        isFree(free);
        assertThat(Instant.parse(text(free, "since"))).isAfter(held);
        assertThat(text(seatsAt(performance, held).get(0), "userId")).isEqualTo(ann.name());
    }

    @Test
    void ten_thousand_seats_in_order() {
        var performance = shop.schedule(
                        "Encore World Tour",
                        tomorrow(),
                        List.of(
                                Map.of(
                                        "name",
                                        "Upper",
                                        "rows",
                                        50,
                                        "seatsPerRow",
                                        100,
                                        "price",
                                        99_000),
                                Map.of(
                                        "name",
                                        "Lower",
                                        "rows",
                                        50,
                                        "seatsPerRow",
                                        100,
                                        "price",
                                        143_000)))
                .is(201)
                .text("performanceId");
        var ann = shop.customer("ann");
        ann.reserves(performance + "-2-50-100").is(201);
        eventually(
                () -> ann.get("/performances/" + performance + "/seats").body().contains("HELD"));
        var then = seatsAt(performance, clock.instant());
        assertThat(then.size()).isEqualTo(10_000);
        var shown = ann.get("/performances/" + performance + "/seats").is(200).get("seats");
        for (int i = 0; i < 10_000; i++) {
            for (var field : List.of("seatId", "section", "row", "number", "price", "status")) {
                assertThat(then.get(i).get(field)).isEqualTo(shown.get(i).get(field));
            }
        }
        assertThat(text(then.get(9_999), "userId")).isEqualTo(ann.name());
    }

    @Test
    void an_unknown_performance() {
        shop.operator("GET", "/audit/performances/none/seats", null)
                .isRefused(404, "PERFORMANCE_NOT_FOUND");
    }
}
