package encore.reservation;

import encore.concert.PerformanceStatus;
import encore.concert.Terms;
import encore.kernel.InvalidValue;
import encore.kernel.PaymentId;
import encore.kernel.Refusal;
import encore.reservation.ReservationCommand.Offer;
import encore.reservation.ReservationCommand.OpenReservation;
import encore.reservation.ReservationCommand.Pay;
import encore.reservation.ReservationEvent.ReservationOpened;
import encore.reservation.ReservationEvent.ReservedSeat;
import encore.reservation.SeatEvent.SeatHeld;
import encore.reservation.SeatEvent.SeatReleased;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

import static encore.concert.PerformanceRefusal.PERFORMANCE_CANCELLED;
import static encore.concert.PerformanceRefusal.SALES_CLOSED;
import static encore.kernel.Examples.ANN;
import static encore.kernel.Examples.NOON;
import static encore.kernel.Examples.justBefore;
import static encore.kernel.Examples.refused;
import static encore.reservation.AllowanceFixture.ANNS_ALLOWANCE;
import static encore.reservation.AllowanceFixture.FIRST;
import static encore.reservation.AllowanceFixture.SECOND;
import static encore.reservation.AllowanceFixture.taken;
import static encore.reservation.ReservationFixture.TOKEN;
import static encore.reservation.ReservationRefusal.PERFORMANCE_CLOSED;
import static encore.reservation.ReservationRefusal.SEAT_LIMIT;
import static encore.reservation.ReservationRefusal.SEAT_TAKEN;
import static encore.reservation.SeatFixture.A1;
import static encore.reservation.SeatFixture.ANNS;
import static encore.reservation.SeatFixture.BOBS;
import static encore.reservation.SeatFixture.DOORS_CLOSE;
import static encore.reservation.SeatFixture.HELD_BY_BOB;
import static encore.reservation.SeatFixture.PLACED;
import static encore.reservation.SeatFixture.PRICE;
import static encore.reservation.SeatFixture.SHOW;
import static encore.reservation.SeatFixture.TERMS;
import static encore.reservation.SeatFixture.UNTIL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Seat A1 came back, and is kept for Ann: nobody else can have it before five past. */
class OfferSeatsTest {

    private static final Instant LATER = UNTIL.plusSeconds(1_800);
    private static final Offer OFFER = new Offer(UNTIL, LATER);
    private static final SeatReleased BACK = new SeatReleased(A1, SHOW, BOBS, UNTIL);
    private static final SeatHeld KEPT = new SeatHeld(A1, SHOW, ANNS, ANN, LATER, LATER);
    private static final ReservationOpened OFFERED = new ReservationOpened(
            ANNS, ANN, SHOW, List.of(new ReservedSeat(A1, PRICE)), PRICE, LATER, LATER, UNTIL);

    private final OpeningFixture shop = new OpeningFixture();
    private final FixtureConfiguration<Reservation> reservation = shop.reservation();

    private static OpenReservation offered(Terms terms) {
        return new OpenReservation(ANNS, ANN, null, List.of(A1), terms, OFFER);
    }

    private void isRefused(Refusal refusal, Terms terms) {
        reservation
                .givenNoPriorActivity()
                .andGivenCurrentTime(NOON)
                .when(offered(terms))
                .expectException(refused(refusal));
        assertThat(shop.beside.eventsOf(A1)).doesNotContain(KEPT);
    }

    @Test
    void what_came_back_is_kept_before_others_can_have_it() {
        shop.inside.isActive = false;
        shop.beside.given(PLACED, HELD_BY_BOB, BACK);
        reservation
                .givenNoPriorActivity()
                .andGivenCurrentTime(NOON)
                .when(offered(TERMS))
                .expectEvents(OFFERED);
        assertThat(shop.beside.eventsOf(A1)).endsWith(KEPT);
        assertThat(shop.beside.eventsOf(ANNS_ALLOWANCE)).containsExactly(taken(ANNS, 1, LATER));
        assertThat(shop.inside.extended).isEmpty();
    }

    @Test
    void what_somebody_holds_is_not() {
        shop.beside.given(PLACED, HELD_BY_BOB);
        isRefused(SEAT_TAKEN, TERMS);
    }

    @Test
    void nobody_is_offered_more_than_a_user_may_have() {
        shop.beside.given(PLACED, HELD_BY_BOB, BACK);
        shop.beside.given(taken(FIRST), taken(SECOND));
        isRefused(SEAT_LIMIT, TERMS);
    }

    @Test
    void nothing_is_offered_of_what_is_over() {
        shop.beside.given(PLACED, HELD_BY_BOB, BACK);
        isRefused(
                PERFORMANCE_CLOSED,
                new Terms(SHOW, NOON, null, null, null, PerformanceStatus.OPEN));
    }

    @Test
    void nor_of_what_is_cancelled() {
        shop.beside.given(PLACED, HELD_BY_BOB, BACK);
        isRefused(
                PERFORMANCE_CANCELLED,
                new Terms(SHOW, DOORS_CLOSE, null, null, null, PerformanceStatus.CANCELLED));
    }

    @Test
    void it_is_paid_from_its_moment_on() {
        var pay = new Pay(ANNS, new PaymentId("payment"), ANN, TOKEN, TERMS);
        ReservationFixture.reservation()
                .given(OFFERED)
                .andGivenCurrentTime(justBefore(UNTIL))
                .when(pay)
                .expectException(refused(SALES_CLOSED));
        ReservationFixture.reservation()
                .given(OFFERED)
                .andGivenCurrentTime(UNTIL)
                .when(pay)
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void either_a_token_is_asked_or_it_is_an_offer() {
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> new OpenReservation(ANNS, ANN, TOKEN, List.of(A1), TERMS, OFFER));
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> new OpenReservation(ANNS, ANN, null, List.of(A1), TERMS, null));
    }
}
