package encore.journey;

import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Seats that come back are offered in the line that their performance is of. */
@TestPropertySource(
        properties = {
            "encore.reservation.returned-within=10h",
            "encore.waiting.active-for=300h",
            "encore.reservation.hold-for=300h",
            "encore.wish.offer-for=20h",
            "encore.wish.offer-every=100ms",
            "encore.wish.let-in-every=100ms"
        })
class WishOfNamedLineTest extends NamedLines {

    /** By then every seat that was given back can be had. */
    private static final Duration DRAWN = Duration.ofHours(10);

    @Test
    void who_wished_is_let_in_with_a_token_of_that_line() {
        var line = line(1);
        var performance = performanceOf(line, 1);
        var ann = inside("ann", line);
        var reservation = ann.reserves(seat(performance, 1)).is(201).text("reservationId");
        var bob = shop.customer("bob");
        bob.post("/performances/" + performance + "/wishes", Map.of("count", 1)).is(201);
        ann.cancels(reservation).is(204);
        eventually(() -> stored("WishOffered", "wish:" + performance + "/" + bob.name()) == 1);
        clock.forward(DRAWN);
        eventually(() -> stored("TokenGranted", line, bob) == 1);
        assertThat(stored("TokenGranted", "waiting:" + bob.name())).isZero();
        var granted = bob.asksForToken(line).is(200);
        assertThat(granted.text("status")).isEqualTo("ACTIVE");
        var in = bob.with(granted.text("token"));
        in.charges(PRICE).is(201);
        var offered = in.get("/wishes").is(200).get("wishes").get(0).get("reservationId");
        in.pays(offered.asString()).is(201);
    }
}
