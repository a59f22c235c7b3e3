package encore.journey;

import encore.testing.OverHttp;
import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/** Who leaves gives back at once what they hold; what is paid, or being paid, stays theirs. */
class LeavingTest extends OverHttp {

    @Test
    void who_leaves_holds_nothing_any_more() {
        var ann = shop.customer("ann");
        var performance = performance(2);
        var first = ann.reserves(seat(performance, 1)).is(201).text("reservationId");
        ann.reserves(seat(performance, 2)).is(201);
        ann.leaves().is(204);
        assertThat(ann.get("/reservations/" + first).is(200).text("status")).isEqualTo("CANCELLED");
        assertThat(stored("SeatReleased", "seat:" + seat(performance, 1))).isEqualTo(1);
        assertThat(stored("SeatReleased", "seat:" + seat(performance, 2))).isEqualTo(1);
    }

    @Test
    void what_was_paid_stays() {
        var ann = shop.customer("ann");
        var performance = performance(2);
        ann.charges(PRICE).is(201);
        var paid = ann.reserves(seat(performance, 1)).is(201).text("reservationId");
        ann.pays(paid).is(201);
        ann.joins().reserves(seat(performance, 2)).is(201);
        ann.leaves().is(204);
        assertThat(ann.get("/reservations/" + paid).is(200).text("status")).isEqualTo("PAID");
        assertThat(stored("SeatReleased", "seat:" + seat(performance, 1))).isZero();
        assertThat(stored("SeatReleased", "seat:" + seat(performance, 2))).isEqualTo(1);
    }

    @Test
    void what_is_reserved_with_a_new_token_is_not_given_back_for_the_old_one() {
        var ann = shop.customer("ann");
        var performance = performance(2);
        pause("automation-give-holds-back");
        String reservation;
        try {
            ann.leaves().is(204);
            clock.forward(Duration.ofSeconds(1));
            reservation = ann.joins().reserves(seat(performance, 1)).is(201).text("reservationId");
        } finally {
            resume("automation-give-holds-back");
        }
        written();
        assertThat(ann.get("/reservations/" + reservation).is(200).text("status"))
                .isEqualTo("PENDING");
    }
}
