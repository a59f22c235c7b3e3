package encore.reservation;

import encore.reservation.SeatCommand.ReserveSeat;
import encore.reservation.SeatEvent.SeatHeld;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static encore.kernel.Examples.ANN;
import static encore.kernel.Examples.BOB;
import static encore.kernel.Examples.NOON;
import static encore.kernel.Examples.justBefore;
import static encore.kernel.Examples.refused;
import static encore.reservation.AllowanceFixture.ANNS_ALLOWANCE;
import static encore.reservation.AllowanceFixture.FIRST;
import static encore.reservation.AllowanceFixture.SECOND;
import static encore.reservation.AllowanceFixture.taken;
import static encore.reservation.ReservationRefusal.PERFORMANCE_CLOSED;
import static encore.reservation.ReservationRefusal.SEAT_LIMIT;
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
import static encore.reservation.SeatFixture.SETTINGS;
import static encore.reservation.SeatFixture.SHOW;
import static encore.reservation.SeatFixture.SOLD_TO_ANN;
import static encore.reservation.SeatFixture.UNTIL;
import static encore.reservation.SeatFixture.opened;
import static encore.reservation.SeatFixture.seat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ReserveSeatTest {

    private static final ReserveSeat ANN_RESERVES = new ReserveSeat(A1, ANNS, ANN);
    private static final ReserveSeat BOB_RESERVES = new ReserveSeat(A1, BOBS, BOB);

    private final SeatFixture.Beside beside = new SeatFixture.Beside();
    private final FixtureConfiguration<Seat> seat = seat().registerRepositoryProvider(beside)
            .registerInjectableResource(beside.allowances())
            .registerInjectableResource(SETTINGS);

    @Test
    void a_free_seat_is_held_for_five_minutes() {
        seat.given(PLACED)
                .andGivenCurrentTime(NOON)
                .when(ANN_RESERVES)
                .expectEvents(HELD_BY_ANN)
                .expectResultMessagePayload(opened(HELD_BY_ANN));
    }

    @Test
    void a_hold_opens_its_reservation() {
        seat.given(PLACED).andGivenCurrentTime(NOON).when(ANN_RESERVES);
        assertThat(beside.eventsOf(ANNS)).containsExactly(opened(HELD_BY_ANN));
    }

    @Test
    void a_held_seat_refuses_another_user_to_its_last_millisecond() {
        seat.given(PLACED, HELD_BY_ANN)
                .andGivenCurrentTime(justBefore(UNTIL))
                .when(BOB_RESERVES)
                .expectException(refused(SEAT_TAKEN));
    }

    @Test
    void a_held_seat_refuses_a_second_reservation_of_its_holder() {
        seat.given(PLACED, HELD_BY_ANN)
                .andGivenCurrentTime(NOON)
                .when(new ReserveSeat(A1, BOBS, ANN))
                .expectException(refused(SEAT_TAKEN));
    }

    @Test
    void a_lapsed_hold_blocks_nobody() {
        seat.given(PLACED, HELD_BY_ANN)
                .andGivenCurrentTime(UNTIL)
                .when(BOB_RESERVES)
                .expectEvents(heldByBobFrom(UNTIL));
    }

    @Test
    void a_released_seat_is_free_again() {
        seat.given(PLACED, HELD_BY_ANN, RELEASED_BY_ANN)
                .andGivenCurrentTime(NOON)
                .when(BOB_RESERVES)
                .expectEvents(HELD_BY_BOB);
    }

    @Test
    void a_sold_seat_is_never_free_again() {
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
    void the_same_reservation_seen_twice_neither_holds_longer_nor_opens_again() {
        seat.given(PLACED, HELD_BY_ANN)
                .andGivenCurrentTime(justBefore(UNTIL))
                .when(ANN_RESERVES)
                .expectNoEvents()
                .expectResultMessagePayload(opened(HELD_BY_ANN));
        assertThat(beside.eventsOf(ANNS)).isEmpty();
    }

    @Test
    void a_seat_may_be_reserved_until_the_last_millisecond_before_the_performance() {
        seat.given(PLACED)
                .andGivenCurrentTime(justBefore(DOORS_CLOSE))
                .when(BOB_RESERVES)
                .expectEvents(heldByBobFrom(justBefore(DOORS_CLOSE)));
    }

    @Test
    void a_performance_that_has_begun_refuses_everybody() {
        seat.given(PLACED)
                .andGivenCurrentTime(DOORS_CLOSE)
                .when(BOB_RESERVES)
                .expectException(refused(PERFORMANCE_CLOSED));
    }

    @Test
    void a_seat_that_was_never_placed_cannot_be_reserved() {
        seat.givenNoPriorActivity()
                .when(ANN_RESERVES)
                .expectException(AggregateNotFoundException.class);
    }

    @Test
    void a_hold_lasts_some_time() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReservationSettings(Duration.ZERO, 8));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReservationSettings(HOLD.negated(), 8));
    }

    @Test
    void a_user_may_have_some_seats() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ReservationSettings(HOLD, 0));
    }

    @Test
    void a_hold_counts_for_its_holder() {
        seat.given(PLACED).andGivenCurrentTime(NOON).when(ANN_RESERVES);
        assertThat(beside.eventsOf(ANNS_ALLOWANCE)).containsExactly(taken(ANNS));
    }

    @Test
    void who_has_all_that_a_user_may_have_gets_no_more_of_that_performance() {
        beside.given(taken(FIRST), taken(SECOND));
        seat.given(PLACED)
                .andGivenCurrentTime(NOON)
                .when(ANN_RESERVES)
                .expectNoEvents()
                .expectException(refused(SEAT_LIMIT, "limit", 2));
        assertThat(beside.eventsOf(ANNS)).isEmpty();
        assertThat(beside.eventsOf(ANNS_ALLOWANCE)).hasSize(2);
    }

    @Test
    void that_keeps_nobody_else_from_it() {
        beside.given(taken(FIRST), taken(SECOND));
        seat.given(PLACED).andGivenCurrentTime(NOON).when(BOB_RESERVES).expectEvents(HELD_BY_BOB);
    }

    @Test
    void of_a_seat_that_is_taken_one_hears_that() {
        beside.given(taken(FIRST), taken(SECOND));
        seat.given(PLACED, HELD_BY_BOB)
                .andGivenCurrentTime(NOON)
                .when(ANN_RESERVES)
                .expectException(refused(SEAT_TAKEN));
        assertThat(beside.eventsOf(ANNS_ALLOWANCE)).hasSize(2);
    }

    @Test
    void the_same_reservation_seen_twice_counts_once() {
        beside.given(taken(FIRST), taken(ANNS));
        seat.given(PLACED, HELD_BY_ANN)
                .andGivenCurrentTime(NOON)
                .when(ANN_RESERVES)
                .expectResultMessagePayload(opened(HELD_BY_ANN));
        assertThat(beside.eventsOf(ANNS_ALLOWANCE)).hasSize(2);
    }

    private static SeatHeld heldByBobFrom(Instant start) {
        return new SeatHeld(A1, SHOW, BOBS, BOB, start.plus(HOLD));
    }
}
