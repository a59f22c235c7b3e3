package encore.reservation;

import encore.reservation.SeatCommand.ReserveSeat;
import encore.reservation.SeatEvent.SeatHeld;
import encore.reservation.SeatEvent.SeatReleased;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

import java.time.Duration;

import static encore.kernel.Examples.ANN;
import static encore.kernel.Examples.BOB;
import static encore.kernel.Examples.NOON;
import static encore.kernel.Examples.justBefore;
import static encore.kernel.Examples.refused;
import static encore.reservation.ReservationRefusal.SEAT_TAKEN;
import static encore.reservation.SeatFixture.A1;
import static encore.reservation.SeatFixture.ANNS;
import static encore.reservation.SeatFixture.BOBS;
import static encore.reservation.SeatFixture.DOORS_CLOSE;
import static encore.reservation.SeatFixture.HELD_BY_ANN;
import static encore.reservation.SeatFixture.HELD_BY_BOB;
import static encore.reservation.SeatFixture.HOLD;
import static encore.reservation.SeatFixture.PLACED;
import static encore.reservation.SeatFixture.RELEASED_BY_ANN;
import static encore.reservation.SeatFixture.SHOW;
import static encore.reservation.SeatFixture.SOLD_TO_ANN;
import static encore.reservation.SeatFixture.UNTIL;
import static encore.reservation.SeatFixture.seat;
import static encore.reservation.SeatFixture.settings;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What a seat says to a reservation; the rest of it is {@link OpenReservationTest}'s. */
class ReserveSeatTest {

    private static final ReserveSeat ANN_RESERVES = new ReserveSeat(A1, ANNS, ANN, UNTIL, UNTIL);
    private static final ReserveSeat BOB_RESERVES = new ReserveSeat(A1, BOBS, BOB, UNTIL, UNTIL);

    private final FixtureConfiguration<Seat> seat = seat();

    @Test
    void a_free_seat_is_held_as_long_as_its_reservation_says() {
        seat.given(PLACED).andGivenCurrentTime(NOON).when(ANN_RESERVES).expectEvents(HELD_BY_ANN);
    }

    @Test
    void a_held_seat_refuses_another_user_to_its_last_millisecond() {
        seat.given(PLACED, HELD_BY_ANN)
                .andGivenCurrentTime(justBefore(UNTIL))
                .when(BOB_RESERVES)
                .expectNoEvents()
                .expectException(refused(SEAT_TAKEN));
    }

    @Test
    void a_held_seat_refuses_a_second_reservation_of_its_holder() {
        seat.given(PLACED, HELD_BY_ANN)
                .andGivenCurrentTime(NOON)
                .when(new ReserveSeat(A1, BOBS, ANN, UNTIL, UNTIL))
                .expectException(refused(SEAT_TAKEN));
    }

    @Test
    void a_lapsed_hold_blocks_nobody() {
        var until = UNTIL.plus(HOLD);
        seat.given(PLACED, HELD_BY_ANN)
                .andGivenCurrentTime(UNTIL)
                .when(new ReserveSeat(A1, BOBS, BOB, until, until))
                .expectEvents(new SeatHeld(A1, SHOW, BOBS, BOB, until, until));
    }

    @Test
    void a_lapsed_hold_refuses_others_until_the_moment_drawn_for_it() {
        var from = UNTIL.plusSeconds(20);
        var held = new SeatHeld(A1, SHOW, ANNS, ANN, UNTIL, from);
        seat.given(PLACED, held)
                .andGivenCurrentTime(justBefore(from))
                .when(BOB_RESERVES)
                .expectException(refused(SEAT_TAKEN));
        seat().given(PLACED, held)
                .andGivenCurrentTime(from)
                .when(BOB_RESERVES)
                .expectEvents(HELD_BY_BOB);
    }

    @Test
    void a_released_seat_is_free_again() {
        seat.given(PLACED, HELD_BY_ANN, RELEASED_BY_ANN)
                .andGivenCurrentTime(NOON)
                .when(BOB_RESERVES)
                .expectEvents(HELD_BY_BOB);
    }

    @Test
    void a_released_seat_is_free_from_the_moment_drawn_for_it() {
        var from = NOON.plusSeconds(60);
        var released = new SeatReleased(A1, SHOW, ANNS, from);
        seat.given(PLACED, HELD_BY_ANN, released)
                .andGivenCurrentTime(justBefore(from))
                .when(ANN_RESERVES)
                .expectException(refused(SEAT_TAKEN));
        seat().given(PLACED, HELD_BY_ANN, released)
                .andGivenCurrentTime(from)
                .when(BOB_RESERVES)
                .expectEvents(HELD_BY_BOB);
    }

    @Test
    void a_sold_seat_is_not_free_whatever_the_time() {
        seat.given(PLACED, HELD_BY_ANN, SOLD_TO_ANN)
                .andGivenCurrentTime(justBefore(DOORS_CLOSE))
                .when(BOB_RESERVES)
                .expectException(refused(SEAT_TAKEN));
    }

    @Test
    void a_sold_seat_refuses_even_the_reservation_it_was_sold_to() {
        seat.given(PLACED, HELD_BY_ANN, SOLD_TO_ANN)
                .andGivenCurrentTime(NOON)
                .when(ANN_RESERVES)
                .expectException(refused(SEAT_TAKEN));
    }

    @Test
    void the_same_reservation_seen_twice_does_not_hold_longer() {
        seat.given(PLACED, HELD_BY_ANN)
                .andGivenCurrentTime(justBefore(UNTIL))
                .when(ANN_RESERVES)
                .expectNoEvents();
    }

    @Test
    void a_seat_that_was_never_placed_cannot_be_reserved() {
        seat.givenNoPriorActivity()
                .when(ANN_RESERVES)
                .expectException(AggregateNotFoundException.class);
    }

    @Test
    void a_hold_lasts_some_time() {
        assertThatIllegalArgumentException().isThrownBy(() -> holdFor(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> holdFor(HOLD.negated()));
    }

    @Test
    void a_user_may_have_some_seats() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new ReservationSettings(HOLD, 0, Duration.ZERO, Duration.ZERO, false));
    }

    @Test
    void seats_come_back_at_once_or_later() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(HOLD.negated(), Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Duration.ZERO, HOLD.negated()));
    }

    private static ReservationSettings holdFor(Duration span) {
        return new ReservationSettings(span, 8, Duration.ZERO, Duration.ZERO, false);
    }
}
