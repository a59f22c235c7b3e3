package encore.reservation;

import encore.reservation.ReservationCommand.ExpireReservation;
import encore.reservation.ReservationEvent.ReservationExpired;
import encore.reservation.SeatEvent.SeatHeld;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

import java.util.List;

import static encore.kernel.Examples.ANN;
import static encore.kernel.Examples.justBefore;
import static encore.reservation.ReservationFixture.CANCELLED;
import static encore.reservation.ReservationFixture.EXPIRED;
import static encore.reservation.ReservationFixture.OPENED;
import static encore.reservation.ReservationFixture.PAID;
import static encore.reservation.ReservationFixture.REFUNDED;
import static encore.reservation.ReservationFixture.REJECTED;
import static encore.reservation.ReservationFixture.REQUESTED;
import static encore.reservation.ReservationFixture.reservation;
import static encore.reservation.SeatFixture.A1;
import static encore.reservation.SeatFixture.ANNS;
import static encore.reservation.SeatFixture.SHOW;
import static encore.reservation.SeatFixture.UNTIL;

class ExpireReservationTest {

    private static final ExpireReservation EXPIRE = new ExpireReservation(ANNS);

    private final FixtureConfiguration<Reservation> reservation = reservation();

    @Test
    void an_unpaid_reservation_expires_exactly_when_its_hold_does() {
        reservation.given(OPENED).andGivenCurrentTime(UNTIL).when(EXPIRE).expectEvents(EXPIRED);
    }

    @Test
    void a_reservation_does_not_expire_one_millisecond_before() {
        reservation
                .given(OPENED)
                .andGivenCurrentTime(justBefore(UNTIL))
                .when(EXPIRE)
                .expectNoEvents();
    }

    @Test
    void a_reservation_that_is_being_paid_does_not_expire() {
        reservation
                .given(OPENED, REQUESTED)
                .andGivenCurrentTime(UNTIL)
                .when(EXPIRE)
                .expectNoEvents();
    }

    @Test
    void a_reservation_whose_payment_failed_expires() {
        reservation
                .given(OPENED, REQUESTED, REJECTED)
                .andGivenCurrentTime(UNTIL)
                .when(EXPIRE)
                .expectEvents(EXPIRED);
    }

    @Test
    void a_failed_payment_does_not_shorten_the_hold() {
        reservation
                .given(OPENED, REQUESTED, REJECTED)
                .andGivenCurrentTime(justBefore(UNTIL))
                .when(EXPIRE)
                .expectNoEvents();
    }

    @Test
    void a_paid_reservation_never_expires() {
        reservation
                .given(OPENED, REQUESTED, PAID)
                .andGivenCurrentTime(UNTIL)
                .when(EXPIRE)
                .expectNoEvents();
    }

    @Test
    void a_refunded_reservation_never_expires() {
        reservation
                .given(OPENED, REQUESTED, PAID, REFUNDED)
                .andGivenCurrentTime(UNTIL)
                .when(EXPIRE)
                .expectNoEvents();
    }

    /** The moment was drawn when it was opened. */
    @Test
    void its_seats_are_free_when_the_opening_said() {
        var later = UNTIL.plusSeconds(20);
        var opened = SeatFixture.opened(new SeatHeld(A1, SHOW, ANNS, ANN, UNTIL, later));
        reservation
                .given(opened)
                .andGivenCurrentTime(UNTIL)
                .when(EXPIRE)
                .expectEvents(new ReservationExpired(ANNS, List.of(A1), later));
    }

    @Test
    void a_cancelled_reservation_is_over_already() {
        reservation
                .given(OPENED, CANCELLED)
                .andGivenCurrentTime(UNTIL)
                .when(EXPIRE)
                .expectNoEvents();
    }

    @Test
    void a_reservation_expires_once() {
        reservation
                .given(OPENED, EXPIRED)
                .andGivenCurrentTime(UNTIL)
                .when(EXPIRE)
                .expectNoEvents();
    }
}
