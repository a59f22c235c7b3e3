package encore.reservation;

import encore.reservation.SeatEvent.SeatHeld;
import org.junit.jupiter.api.Test;

import java.time.Duration;

import static encore.kernel.Examples.ANN;
import static encore.kernel.Examples.NOON;
import static encore.reservation.AllowanceFixture.ANNS_ALLOWANCE;
import static encore.reservation.AllowanceFixture.taken;
import static encore.reservation.OpeningFixture.opens;
import static encore.reservation.SeatFixture.A1;
import static encore.reservation.SeatFixture.ANNS;
import static encore.reservation.SeatFixture.HELD_BY_ANN;
import static encore.reservation.SeatFixture.HOLD;
import static encore.reservation.SeatFixture.PLACED;
import static encore.reservation.SeatFixture.SHOW;
import static encore.reservation.SeatFixture.UNTIL;
import static encore.reservation.SeatFixture.latest;
import static encore.reservation.SeatFixture.opened;
import static org.assertj.core.api.Assertions.assertThat;

/** A hold and the token it was made with end together, and what comes back comes back later. */
class HoldAndTokenTest {

    private final OpeningFixture shop = new OpeningFixture();

    @Test
    void a_token_lasts_as_long_as_the_hold() {
        shop.beside.given(PLACED);
        shop.reservation()
                .givenNoPriorActivity()
                .andGivenCurrentTime(NOON)
                .when(opens(ANNS, ANN, A1))
                .expectEvents(opened(HELD_BY_ANN));
        assertThat(shop.inside.extended).containsExactly(UNTIL);
        assertThat(shop.inside.longer).isEqualTo(HOLD);
    }

    @Test
    void a_hold_lasts_no_longer_than_the_token_can() {
        var end = NOON.plusSeconds(30);
        var held = new SeatHeld(A1, SHOW, ANNS, ANN, end, end);
        shop.beside.given(PLACED);
        shop.inside.latest = end;
        shop.reservation()
                .givenNoPriorActivity()
                .andGivenCurrentTime(NOON)
                .when(opens(ANNS, ANN, A1))
                .expectEvents(opened(held));
        assertThat(shop.beside.eventsOf(A1)).containsExactly(PLACED, held);
        assertThat(shop.beside.eventsOf(ANNS_ALLOWANCE)).containsExactly(taken(ANNS, end));
        assertThat(shop.inside.extended).containsExactly(end);
    }

    @Test
    void when_others_may_have_it_is_drawn_as_it_is_opened() {
        var later = UNTIL.plusSeconds(30);
        var held = new SeatHeld(A1, SHOW, ANNS, ANN, UNTIL, later);
        shop.beside.given(PLACED);
        shop.reservation(latest(Duration.ZERO, Duration.ofSeconds(30)))
                .givenNoPriorActivity()
                .andGivenCurrentTime(NOON)
                .when(opens(ANNS, ANN, A1))
                .expectEvents(opened(held));
        assertThat(shop.beside.eventsOf(A1)).containsExactly(PLACED, held);
        assertThat(shop.beside.eventsOf(ANNS_ALLOWANCE)).containsExactly(taken(ANNS));
    }
}
