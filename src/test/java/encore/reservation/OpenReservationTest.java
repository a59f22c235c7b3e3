package encore.reservation;

import encore.concert.PerformanceId;
import encore.concert.PerformanceStatus;
import encore.concert.Terms;
import encore.kernel.InvalidValue;
import encore.kernel.Refusal;
import encore.kernel.Refused;
import encore.reservation.ReservationCommand.OpenReservation;
import encore.reservation.ReservationCommand.OpenedReservation;
import encore.reservation.ReservationEvent.ReservationOpened;
import encore.reservation.SeatEvent.SeatHeld;
import encore.reservation.SeatEvent.SeatPlaced;
import encore.reservation.SeatEvent.SeatReleased;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static encore.concert.PerformanceRefusal.PERFORMANCE_CANCELLED;
import static encore.concert.PerformanceRefusal.SALES_CLOSED;
import static encore.kernel.Examples.ANN;
import static encore.kernel.Examples.BOB;
import static encore.kernel.Examples.NOON;
import static encore.kernel.Examples.justBefore;
import static encore.kernel.Examples.refused;
import static encore.reservation.AllowanceFixture.ANNS_ALLOWANCE;
import static encore.reservation.AllowanceFixture.FIRST;
import static encore.reservation.AllowanceFixture.SECOND;
import static encore.reservation.AllowanceFixture.taken;
import static encore.reservation.OpeningFixture.BOTH_OPENED;
import static encore.reservation.OpeningFixture.opens;
import static encore.reservation.ReservationFixture.OPENED;
import static encore.reservation.ReservationFixture.TOKEN;
import static encore.reservation.ReservationRefusal.PERFORMANCE_CLOSED;
import static encore.reservation.ReservationRefusal.SEATS_OF_TWO_PERFORMANCES;
import static encore.reservation.ReservationRefusal.SEAT_LIMIT;
import static encore.reservation.ReservationRefusal.SEAT_NOT_FOUND;
import static encore.reservation.ReservationRefusal.SEAT_TAKEN;
import static encore.reservation.SeatFixture.A1;
import static encore.reservation.SeatFixture.A2;
import static encore.reservation.SeatFixture.ANNS;
import static encore.reservation.SeatFixture.BOBS;
import static encore.reservation.SeatFixture.DOORS_CLOSE;
import static encore.reservation.SeatFixture.HELD_BY_ANN;
import static encore.reservation.SeatFixture.HELD_BY_BOB;
import static encore.reservation.SeatFixture.HOLD;
import static encore.reservation.SeatFixture.PLACED;
import static encore.reservation.SeatFixture.PLACED_A2;
import static encore.reservation.SeatFixture.PRICE;
import static encore.reservation.SeatFixture.PRICE_OF_A2;
import static encore.reservation.SeatFixture.SHOW;
import static encore.reservation.SeatFixture.TERMS;
import static encore.reservation.SeatFixture.TERMS_OF_ANOTHER_LINE;
import static encore.reservation.SeatFixture.UNTIL;
import static encore.reservation.SeatFixture.opened;
import static encore.waiting.WaitingRefusal.TOKEN_EXPIRED;
import static encore.waiting.WaitingRefusal.TOKEN_LINE_MISMATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

class OpenReservationTest {

    private static final OpenReservation ANN_OPENS = opens(ANNS, ANN, A1);
    private static final OpenReservation BOB_OPENS = opens(BOBS, BOB, A1);
    private static final OpenReservation ANN_OPENS_BOTH = opens(ANNS, ANN, A1, A2);

    private final OpeningFixture shop = new OpeningFixture();
    private final SeatFixture.Beside beside = shop.beside;
    private final FixtureConfiguration<Reservation> reservation = shop.reservation();

    @Test
    void a_free_seat_is_held_for_five_minutes() {
        beside.given(PLACED);
        reservation
                .givenNoPriorActivity()
                .andGivenCurrentTime(NOON)
                .when(ANN_OPENS)
                .expectEvents(opened(HELD_BY_ANN))
                .expectResultMessagePayload(new OpenedReservation(ANNS, opened(HELD_BY_ANN)));
        assertThat(beside.eventsOf(A1)).containsExactly(PLACED, HELD_BY_ANN);
        assertThat(beside.eventsOf(ANNS_ALLOWANCE)).containsExactly(taken(ANNS));
    }

    @Test
    void several_seats_are_held_together_and_cost_what_they_cost_together() {
        beside.given(PLACED, PLACED_A2);
        reservation
                .givenNoPriorActivity()
                .andGivenCurrentTime(NOON)
                .when(ANN_OPENS_BOTH)
                .expectEvents(BOTH_OPENED);
        assertThat(BOTH_OPENED.price()).isEqualTo(PRICE + PRICE_OF_A2);
        assertThat(beside.eventsOf(A1)).containsExactly(PLACED, HELD_BY_ANN);
        assertThat(beside.eventsOf(A2))
                .containsExactly(PLACED_A2, new SeatHeld(A2, SHOW, ANNS, ANN, UNTIL, UNTIL));
        assertThat(beside.eventsOf(ANNS_ALLOWANCE)).containsExactly(taken(ANNS, 2, UNTIL));
    }

    @Test
    void they_are_told_in_the_order_they_are_asked_for() {
        beside.given(PLACED, PLACED_A2);
        reservation
                .givenNoPriorActivity()
                .andGivenCurrentTime(NOON)
                .when(opens(ANNS, ANN, A2, A1))
                .expectEvents(new ReservationOpened(
                        ANNS,
                        ANN,
                        SHOW,
                        BOTH_OPENED.seats().reversed(),
                        BOTH_OPENED.price(),
                        UNTIL,
                        UNTIL,
                        null));
    }

    @ParameterizedTest
    @MethodSource("oneOfTwoThatNobodyCanHave")
    void all_or_none(Refusal refusal, List<SeatEvent> history) {
        beside.given(PLACED);
        beside.given(history.toArray(SeatEvent[]::new));
        storesNothing(refusal, ANN_OPENS_BOTH);
    }

    static Stream<?> oneOfTwoThatNobodyCanHave() {
        var held = new SeatHeld(A2, SHOW, BOBS, BOB, UNTIL, UNTIL);
        var lapsing = new SeatHeld(A2, SHOW, BOBS, BOB, NOON, UNTIL);
        var released = new SeatReleased(A2, SHOW, BOBS, UNTIL);
        return Stream.of(
                argumentSet("held", SEAT_TAKEN, List.of(PLACED_A2, held)),
                argumentSet("lapsed, but not free yet", SEAT_TAKEN, List.of(PLACED_A2, lapsing)),
                argumentSet(
                        "given back, but not free yet",
                        SEAT_TAKEN,
                        List.of(PLACED_A2, held, released)),
                argumentSet("never placed", SEAT_NOT_FOUND, List.of()),
                argumentSet(
                        "of another performance",
                        SEATS_OF_TWO_PERFORMANCES,
                        List.of(new SeatPlaced(
                                A2, new PerformanceId("other"), "Floor", 1, 2, 1, DOORS_CLOSE))));
    }

    @Test
    void none_of_several_when_one_more_than_a_user_may_have() {
        beside.given(PLACED, PLACED_A2);
        beside.given(taken(FIRST));
        storesNothing(SEAT_LIMIT, ANN_OPENS_BOTH);
    }

    @Test
    void nothing_with_a_token_that_is_over() {
        beside.given(PLACED, PLACED_A2);
        shop.inside.isActive = false;
        storesNothing(TOKEN_EXPIRED, ANN_OPENS_BOTH);
    }

    /** Whoever refuses does not roll back what others have stored: nobody may have by then. */
    private void storesNothing(Refusal refusal, OpenReservation command) {
        var before = everything();
        var unitOfWork = DefaultUnitOfWork.startAndGet(null);
        try {
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> shop.openingAt(NOON).handle(command))
                    .matches(refused -> refused.is(refusal), refusal.name());
        } finally {
            unitOfWork.commit();
        }
        assertThat(everything()).isEqualTo(before);
        assertThat(shop.inside.extended).isEmpty();
    }

    private List<?> everything() {
        return Stream.of(A1, A2, ANNS_ALLOWANCE).map(beside::eventsOf).toList();
    }

    @Test
    void one_seat_at_least_and_eight_at_most_and_none_twice() {
        for (var seats : List.of(many(0), many(9), List.of(A1, A2, A1))) {
            assertThatExceptionOfType(InvalidValue.class)
                    .isThrownBy(() -> new OpenReservation(ANNS, ANN, TOKEN, seats, TERMS));
        }
        assertThat(new OpenReservation(ANNS, ANN, TOKEN, many(8), TERMS).seats())
                .hasSize(8);
    }

    private static List<SeatId> many(int count) {
        return IntStream.range(0, count).mapToObj(n -> new SeatId("s" + n)).toList();
    }

    @Test
    void what_is_held_refuses_another_user_to_its_last_millisecond() {
        beside.given(PLACED, HELD_BY_ANN);
        reservation
                .givenNoPriorActivity()
                .andGivenCurrentTime(justBefore(UNTIL))
                .when(BOB_OPENS)
                .expectNoEvents()
                .expectException(refused(SEAT_TAKEN));
    }

    @Test
    void a_lapsed_hold_blocks_nobody() {
        beside.given(PLACED, HELD_BY_ANN);
        reservation
                .givenNoPriorActivity()
                .andGivenCurrentTime(UNTIL)
                .when(BOB_OPENS)
                .expectEvents(openedByBobAt(UNTIL));
    }

    @Test
    void the_same_command_seen_twice_neither_holds_longer_nor_counts_again() {
        beside.given(PLACED, HELD_BY_ANN);
        beside.given(taken(ANNS));
        reservation
                .given(OPENED)
                .andGivenCurrentTime(justBefore(UNTIL))
                .when(ANN_OPENS)
                .expectNoEvents()
                .expectResultMessagePayload(new OpenedReservation(ANNS, null));
        assertThat(beside.eventsOf(A1)).hasSize(2);
        assertThat(beside.eventsOf(ANNS_ALLOWANCE)).hasSize(1);
    }

    @Test
    void who_asks_for_what_they_hold_gets_the_reservation_they_have() {
        beside.given(PLACED, HELD_BY_ANN);
        beside.given(taken(ANNS), taken(FIRST));
        reservation
                .givenNoPriorActivity()
                .andGivenCurrentTime(justBefore(UNTIL))
                .when(opens(SECOND, ANN, A1))
                .expectNoEvents()
                .expectResultMessagePayload(new OpenedReservation(ANNS, null));
        assertThat(beside.eventsOf(A1)).hasSize(2);
        assertThat(beside.eventsOf(ANNS_ALLOWANCE)).hasSize(2);
        assertThat(shop.inside.extended).isEmpty();
    }

    @Test
    void who_asks_for_more_than_that_gets_nothing() {
        beside.given(PLACED, HELD_BY_ANN, PLACED_A2);
        storesNothing(SEAT_TAKEN, opens(SECOND, ANN, A1, A2));
    }

    @Test
    void nor_does_who_holds_them_by_two_reservations() {
        beside.given(PLACED, HELD_BY_ANN, PLACED_A2);
        beside.given(new SeatHeld(A2, SHOW, FIRST, ANN, UNTIL, UNTIL));
        storesNothing(SEAT_TAKEN, opens(SECOND, ANN, A1, A2));
    }

    @Test
    void a_seat_may_be_reserved_until_the_last_millisecond_before_the_performance() {
        beside.given(PLACED);
        reservation
                .givenNoPriorActivity()
                .andGivenCurrentTime(justBefore(DOORS_CLOSE))
                .when(BOB_OPENS)
                .expectEvents(openedByBobAt(justBefore(DOORS_CLOSE)));
    }

    @ParameterizedTest
    @MethodSource("termsThatRefuse")
    void what_holds_of_the_performance_may_refuse_it(Refusal refusal, Terms terms) {
        beside.given(PLACED);
        storesNothing(refusal, new OpenReservation(ANNS, ANN, TOKEN, List.of(A1), terms));
    }

    static Stream<?> termsThatRefuse() {
        return Stream.of(
                argumentSet("of another line", TOKEN_LINE_MISMATCH, TERMS_OF_ANOTHER_LINE),
                argumentSet("begun", PERFORMANCE_CLOSED, terms(NOON, null, null)),
                argumentSet("not yet sold", SALES_CLOSED, terms(DOORS_CLOSE, UNTIL, null)),
                argumentSet("no longer sold", SALES_CLOSED, terms(DOORS_CLOSE, null, NOON)),
                argumentSet(
                        "closed",
                        SALES_CLOSED,
                        new Terms(SHOW, DOORS_CLOSE, null, null, null, PerformanceStatus.CLOSED)),
                argumentSet(
                        "cancelled",
                        PERFORMANCE_CANCELLED,
                        new Terms(SHOW, NOON, null, null, null, PerformanceStatus.CANCELLED)));
    }

    @Test
    void it_is_sold_from_the_moment_on_that_its_sale_opens() {
        beside.given(PLACED);
        reservation
                .givenNoPriorActivity()
                .andGivenCurrentTime(NOON)
                .when(new OpenReservation(
                        ANNS, ANN, TOKEN, List.of(A1), terms(DOORS_CLOSE, NOON, UNTIL)))
                .expectEvents(opened(HELD_BY_ANN));
    }

    private static Terms terms(Instant startsAt, Instant salesOpenAt, Instant salesCloseAt) {
        return new Terms(SHOW, startsAt, salesOpenAt, salesCloseAt, null, PerformanceStatus.OPEN);
    }

    @Test
    void that_somebody_has_all_that_a_user_may_have_keeps_nobody_else_from_a_seat() {
        beside.given(PLACED);
        beside.given(taken(FIRST), taken(SECOND));
        reservation
                .givenNoPriorActivity()
                .andGivenCurrentTime(NOON)
                .when(BOB_OPENS)
                .expectEvents(openedByBobAt(NOON));
        assertThat(beside.eventsOf(ANNS_ALLOWANCE)).hasSize(2);
    }

    @Test
    void of_a_seat_that_is_taken_one_hears_that_first() {
        beside.given(PLACED, HELD_BY_BOB);
        beside.given(taken(FIRST), taken(SECOND));
        shop.inside.isActive = false;
        storesNothing(SEAT_TAKEN, ANN_OPENS);
    }

    private static ReservationEvent openedByBobAt(Instant start) {
        var until = start.plus(HOLD);
        return opened(new SeatHeld(A1, SHOW, BOBS, BOB, until, until));
    }
}
