package encore.journey;

import encore.testing.OverHttp;
import encore.testing.Person;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** A hall that is sold out, and people who wait for seats to come back. */
@TestPropertySource(
        properties = {
            "encore.reservation.returned-within=10h",
            "encore.waiting.active-for=300h",
            "encore.reservation.hold-for=300h",
            "encore.wish.offer-for=20h",
            "encore.wish.offer-every=100ms",
            "encore.wish.let-in-every=100ms"
        })
class WishJourneyTest extends OverHttp {

    /** By then every seat that was given back can be had. */
    private static final Duration DRAWN = Duration.ofHours(10);

    /** Longer, so that an offer stands then, whenever it began. */
    private static final Duration OFFERED_FOR = Duration.ofHours(20);

    private String hall(int seats) {
        return shop.schedule("Piano Night", seats, PRICE, clock.instant().plus(Duration.ofDays(30)))
                .is(201)
                .text("performanceId");
    }

    private static String reservationOf(Person person, String seat) {
        return person.reserves(seat).is(201).text("reservationId");
    }

    private static void wishes(Person person, String performance, int count) {
        person.post("/performances/" + performance + "/wishes", Map.of("count", count))
                .is(201);
    }

    private static JsonNode wishOf(Person person) {
        return person.get("/wishes").is(200).get("wishes").get(0);
    }

    private static void stands(Person person, String status, Object position) {
        eventually(() -> wishOf(person).get("status").asString().equals(status));
        var shown = wishOf(person).get("position");
        assertThat(shown.isNull() ? null : shown.asInt()).isEqualTo(position);
    }

    private void isOffered(String performance, Person person) {
        eventually(() -> stored("WishOffered", "wish:" + performance + "/" + person.name()) == 1);
    }

    /** In by what was offered, whoever waits in the line. */
    private static Person letIn(Person person) {
        eventually(() -> person.asksForToken().text("status").equals("ACTIVE"));
        return person.with(person.asksForToken().is(200).text("token"));
    }

    @Test
    void what_comes_back_goes_to_who_waits_longest() {
        var performance = hall(2);
        var ann = shop.customer("ann");
        var first = reservationOf(ann, seat(performance, 1));
        var bob = shop.customer("bob");
        reservationOf(bob, seat(performance, 2));
        var eve = shop.customer("eve");
        var cid = shop.customer("cid");
        var dan = shop.customer("dan");
        wishes(cid, performance, 1);
        wishes(dan, performance, 1);
        stands(cid, "WAITING", 1);
        stands(dan, "WAITING", 2);
        ann.cancels(first).is(204);
        isOffered(performance, cid);
        stands(cid, "WAITING", 1);
        assertThat(wishOf(cid).get("reservationId").isNull()).isTrue();
        assertThat(cid.get("/reservations").is(200).get("reservations")).isEmpty();
        eve.reserves(seat(performance, 1)).isRefused(409, "SEAT_TAKEN");
        cid.reserves(seat(performance, 1)).isRefused(409, "SEAT_TAKEN");
        cid.leaves().is(204);
        clock.forward(DRAWN);
        stands(cid, "OFFERED", null);
        eventually(() -> stored("TokenGranted", "waiting:" + cid.name()) == 1);
        var inside = letIn(cid);
        eve.reserves(seat(performance, 1)).isRefused(409, "SEAT_TAKEN");
        inside.charges(PRICE).is(201);
        inside.pays(wishOf(inside).get("reservationId").asString()).is(201);
        stands(inside, "TAKEN", null);
        stands(dan, "WAITING", 1);
        assertThat(endOf("wish", "verifications").get("check").get("same").asBoolean())
                .isTrue();
        assertThat(endOf("line", "verifications").get("check").get("same").asBoolean())
                .isTrue();
    }

    @Test
    void what_is_not_paid_goes_to_the_next() {
        var performance = hall(1);
        var ann = shop.customer("ann");
        var first = reservationOf(ann, seat(performance, 1));
        var cid = shop.customer("cid");
        var dan = shop.customer("dan");
        wishes(cid, performance, 1);
        wishes(dan, performance, 1);
        ann.cancels(first).is(204);
        isOffered(performance, cid);
        clock.forward(DRAWN);
        stands(cid, "OFFERED", null);
        clock.forward(OFFERED_FOR);
        stands(cid, "LAPSED", null);
        stands(dan, "OFFERED", null);
        dan.delete("/performances/" + performance + "/wishes/mine").is(204);
        stands(dan, "WITHDRAWN", null);
        dan.delete("/performances/" + performance + "/wishes/mine")
                .isRefused(404, "WISH_NOT_FOUND");
        clock.forward(DRAWN);
        eventually(() -> statusOf(ann, seat(performance, 1)).equals("AVAILABLE"));
        wishesInVain(cid, performance, Map.of("count", 1), 409, "SEATS_AVAILABLE");
    }

    @Test
    void who_wishes_for_more_than_comes_back_waits_on() {
        var performance = hall(3);
        var ann = shop.customer("ann");
        var first = reservationOf(ann, seat(performance, 1));
        var second = reservationOf(ann, seat(performance, 2));
        reservationOf(ann, seat(performance, 3));
        var cid = shop.customer("cid");
        var dan = shop.customer("dan");
        wishes(cid, performance, 2);
        wishes(dan, performance, 1);
        ann.cancels(first).is(204);
        isOffered(performance, dan);
        stands(cid, "WAITING", 1);
        ann.cancels(second).is(204);
        dan.delete("/performances/" + performance + "/wishes/mine").is(204);
        isOffered(performance, cid);
        clock.forward(DRAWN);
        stands(cid, "OFFERED", null);
        var reservation = wishOf(cid).get("reservationId").asString();
        assertThat(cid.get("/reservations/" + reservation).is(200).get("seats")).hasSize(2);
    }

    @Test
    void a_restart_between_forgets_nothing() {
        var performance = hall(1);
        var ann = shop.customer("ann");
        var first = reservationOf(ann, seat(performance, 1));
        var cid = shop.customer("cid");
        pause("automation-wish-offers");
        wishes(cid, performance, 1);
        ann.cancels(first).is(204);
        resume("automation-wish-offers");
        isOffered(performance, cid);
    }

    @Test
    void a_cancelled_performance_ends_its_wishes() {
        var performance = hall(1);
        var ann = shop.customer("ann");
        reservationOf(ann, seat(performance, 1));
        var cid = shop.customer("cid");
        wishes(cid, performance, 1);
        shop.operator(
                        "POST",
                        "/performances/" + performance + "/cancellation",
                        Map.of("reason", "Flood"))
                .is(202);
        stands(cid, "LAPSED", null);
        wishesInVain(cid, performance, Map.of("count", 1), 409, "PERFORMANCE_CANCELLED");
    }

    private static void wishesInVain(
            Person person, String performance, Map<String, Object> wish, int status, String code) {
        person.post("/performances/" + performance + "/wishes", wish).isRefused(status, code);
    }

    @Test
    void what_is_no_wish_is_refused() {
        var performance = hall(1);
        var ann = shop.customer("ann");
        wishesInVain(ann, performance, Map.of("count", 1), 409, "SEATS_AVAILABLE");
        reservationOf(ann, seat(performance, 1));
        wishesInVain(ann, "nowhere", Map.of("count", 1), 404, "PERFORMANCE_NOT_FOUND");
        wishesInVain(ann, performance, Map.of("count", 0), 400, "INVALID_REQUEST");
        wishesInVain(ann, performance, Map.of("count", 9), 400, "INVALID_REQUEST");
        wishesInVain(ann, performance, new HashMap<>(), 400, "INVALID_REQUEST");
        var elsewhere = Map.<String, Object>of("count", 1, "section", "Roof");
        wishesInVain(ann, performance, elsewhere, 404, "SECTION_NOT_FOUND");
        ann.delete("/performances/" + performance + "/wishes/mine")
                .isRefused(404, "WISH_NOT_FOUND");
        wishes(ann, performance, 1);
        wishesInVain(ann, performance, Map.of("count", 1), 409, "WISH_EXISTS");
    }
}
