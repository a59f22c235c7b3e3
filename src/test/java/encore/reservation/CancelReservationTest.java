package encore.reservation;

import encore.reservation.ReservationCommand.CancelReservation;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import static encore.kernel.Examples.ANN;
import static encore.kernel.Examples.BOB;
import static encore.kernel.Examples.NOON;
import static encore.kernel.Examples.fixture;
import static encore.kernel.Examples.refused;
import static encore.reservation.AllowanceFixture.ANNS_ALLOWANCE;
import static encore.reservation.AllowanceFixture.returned;
import static encore.reservation.ReservationFixture.CANCELLED;
import static encore.reservation.ReservationFixture.EXPIRED;
import static encore.reservation.ReservationFixture.OPENED;
import static encore.reservation.ReservationFixture.PAID;
import static encore.reservation.ReservationFixture.REFUNDED;
import static encore.reservation.ReservationFixture.REJECTED;
import static encore.reservation.ReservationFixture.REQUESTED;
import static encore.reservation.ReservationFixture.cancelled;
import static encore.reservation.ReservationFixture.reservation;
import static encore.reservation.ReservationRefusal.NOT_RESERVATION_OWNER;
import static encore.reservation.ReservationRefusal.RESERVATION_PAID;
import static encore.reservation.SeatFixture.ANNS;
import static encore.reservation.SeatFixture.UNTIL;
import static encore.reservation.SeatFixture.latest;
import static org.assertj.core.api.Assertions.assertThat;

class CancelReservationTest {

    private static final CancelReservation ANN_CANCELS = new CancelReservation(ANNS, ANN);
    private static final CancelReservation BOB_CANCELS = new CancelReservation(ANNS, BOB);

    private final SeatFixture.Beside beside = new SeatFixture.Beside();
    private final FixtureConfiguration<Reservation> reservation = reservation(beside);

    @Test
    void an_owner_gives_a_reservation_up() {
        reservation
                .given(OPENED)
                .andGivenCurrentTime(NOON)
                .when(ANN_CANCELS)
                .expectEvents(CANCELLED);
    }

    @Test
    void it_counts_no_longer_for_its_owner() {
        reservation.given(OPENED).andGivenCurrentTime(NOON).when(ANN_CANCELS);
        assertThat(beside.eventsOf(ANNS_ALLOWANCE)).containsExactly(returned(ANNS));
    }

    @Test
    void a_reservation_past_its_hold_can_still_be_given_up() {
        reservation
                .given(OPENED)
                .andGivenCurrentTime(UNTIL)
                .when(ANN_CANCELS)
                .expectEvents(cancelled(UNTIL));
    }

    @Test
    void a_reservation_whose_payment_failed_can_be_given_up() {
        reservation
                .given(OPENED, REQUESTED, REJECTED)
                .andGivenCurrentTime(NOON)
                .when(ANN_CANCELS)
                .expectEvents(CANCELLED);
    }

    @Test
    void a_reservation_that_is_being_paid_cannot_be_given_up() {
        reservation
                .given(OPENED, REQUESTED)
                .when(ANN_CANCELS)
                .expectException(refused(RESERVATION_PAID));
    }

    @Test
    void a_paid_reservation_cannot_be_given_up() {
        reservation
                .given(OPENED, REQUESTED, PAID)
                .when(ANN_CANCELS)
                .expectException(refused(RESERVATION_PAID));
    }

    @Test
    void a_reservation_is_given_up_once() {
        reservation.given(OPENED, CANCELLED).when(ANN_CANCELS).expectNoEvents();
    }

    /** A refund has its own way, and gives back what was paid. */
    @Test
    void a_refunded_reservation_is_over_already() {
        reservation.given(OPENED, REQUESTED, PAID, REFUNDED).when(ANN_CANCELS).expectNoEvents();
        assertThat(beside.eventsOf(ANNS_ALLOWANCE)).isEmpty();
    }

    @Test
    void when_its_seats_are_free_is_drawn_and_recorded() {
        var drawing = fixture(Reservation.class)
                .registerInjectableResource(beside.allowances())
                .registerInjectableResource(latest(Duration.ofMinutes(10), Duration.ZERO));
        drawing.given(OPENED)
                .andGivenCurrentTime(NOON)
                .when(ANN_CANCELS)
                .expectEvents(cancelled(NOON.plus(Duration.ofMinutes(10))));
    }

    @Test
    void an_expired_reservation_is_over_already() {
        reservation.given(OPENED, EXPIRED).when(ANN_CANCELS).expectNoEvents();
    }

    @ParameterizedTest
    @MethodSource("everyState")
    void nobody_gives_up_what_is_somebody_elses(List<ReservationEvent> history) {
        reservation
                .given(history)
                .when(BOB_CANCELS)
                .expectException(refused(NOT_RESERVATION_OWNER));
        assertThat(beside.eventsOf(ANNS_ALLOWANCE)).isEmpty();
    }

    static Stream<List<ReservationEvent>> everyState() {
        return Stream.of(
                List.of(OPENED),
                List.of(OPENED, REQUESTED),
                List.of(OPENED, REQUESTED, PAID),
                List.of(OPENED, REQUESTED, PAID, REFUNDED),
                List.of(OPENED, REQUESTED, REJECTED),
                List.of(OPENED, CANCELLED),
                List.of(OPENED, EXPIRED));
    }
}
