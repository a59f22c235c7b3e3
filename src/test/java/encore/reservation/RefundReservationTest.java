package encore.reservation;

import encore.concert.PerformanceStatus;
import encore.concert.Terms;
import encore.kernel.InvalidValue;
import encore.kernel.UserId;
import encore.reservation.ReservationCommand.RefundReservation;
import encore.reservation.ReservationEvent.ReservationRefunded;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import static encore.kernel.Examples.ANN;
import static encore.kernel.Examples.BOB;
import static encore.kernel.Examples.NOON;
import static encore.kernel.Examples.fixture;
import static encore.kernel.Examples.justBefore;
import static encore.kernel.Examples.refused;
import static encore.reservation.AllowanceFixture.ANNS_ALLOWANCE;
import static encore.reservation.AllowanceFixture.returned;
import static encore.reservation.ReservationFixture.CANCELLED;
import static encore.reservation.ReservationFixture.EXPIRED;
import static encore.reservation.ReservationFixture.OPENED;
import static encore.reservation.ReservationFixture.PAID;
import static encore.reservation.ReservationFixture.REFUND;
import static encore.reservation.ReservationFixture.REFUNDED;
import static encore.reservation.ReservationFixture.REJECTED;
import static encore.reservation.ReservationFixture.REQUESTED;
import static encore.reservation.ReservationFixture.refunded;
import static encore.reservation.ReservationFixture.reservation;
import static encore.reservation.ReservationRefusal.NOT_REFUNDABLE;
import static encore.reservation.ReservationRefusal.NOT_RESERVATION_OWNER;
import static encore.reservation.SeatFixture.A1;
import static encore.reservation.SeatFixture.ANNS;
import static encore.reservation.SeatFixture.DOORS_CLOSE;
import static encore.reservation.SeatFixture.OLGA;
import static encore.reservation.SeatFixture.PAYMENT;
import static encore.reservation.SeatFixture.PRICE;
import static encore.reservation.SeatFixture.REASON;
import static encore.reservation.SeatFixture.SHOW;
import static encore.reservation.SeatFixture.TERMS;
import static encore.reservation.SeatFixture.UNTIL;
import static encore.reservation.SeatFixture.latest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RefundReservationTest {

    private static final Terms REFUNDABLE =
            new Terms(SHOW, DOORS_CLOSE, null, null, UNTIL, PerformanceStatus.OPEN);
    private static final RefundReservation OPERATOR_REFUNDS =
            new RefundReservation(ANNS, REFUND, null, OLGA, REASON, TERMS);

    private final SeatFixture.Beside beside = new SeatFixture.Beside();
    private final FixtureConfiguration<Reservation> reservation = reservation(beside);

    private static RefundReservation refunds(UserId user, Terms terms) {
        return new RefundReservation(ANNS, REFUND, user, null, null, terms);
    }

    @Test
    void the_operator_takes_back_what_was_paid_whatever_the_terms() {
        var refunded = refunded("olga", "For the cameras");
        reservation
                .given(OPENED, REQUESTED, PAID)
                .andGivenCurrentTime(NOON)
                .when(OPERATOR_REFUNDS)
                .expectEvents(refunded)
                .expectResultMessagePayload(refunded);
    }

    @Test
    void it_counts_no_longer_for_its_owner() {
        reservation.given(OPENED, REQUESTED, PAID).andGivenCurrentTime(NOON).when(OPERATOR_REFUNDS);
        assertThat(beside.eventsOf(ANNS_ALLOWANCE)).containsExactly(returned(ANNS));
    }

    @Test
    void so_does_its_owner_to_the_last_millisecond_of_the_time_for_it() {
        var last = justBefore(UNTIL);
        reservation
                .given(OPENED, REQUESTED, PAID)
                .andGivenCurrentTime(last)
                .when(refunds(ANN, REFUNDABLE))
                .expectEvents(refundedAt(last, last));
        assertThat(beside.eventsOf(ANNS_ALLOWANCE)).containsExactly(returned(ANNS));
    }

    @Test
    void not_after_it() {
        isNotRefunded(refunds(ANN, REFUNDABLE), UNTIL, List.of(OPENED, REQUESTED, PAID));
    }

    @Test
    void never_where_there_is_no_such_time() {
        isNotRefunded(refunds(ANN, TERMS), NOON, List.of(OPENED, REQUESTED, PAID));
    }

    @ParameterizedTest
    @MethodSource("neverPaid")
    void what_is_not_paid_is_not_refunded(List<ReservationEvent> history) {
        isNotRefunded(OPERATOR_REFUNDS, NOON, history);
        isNotRefunded(refunds(ANN, REFUNDABLE), NOON, history);
    }

    static Stream<List<ReservationEvent>> neverPaid() {
        return Stream.of(
                List.of(OPENED),
                List.of(OPENED, REQUESTED),
                List.of(OPENED, REQUESTED, REJECTED),
                List.of(OPENED, CANCELLED),
                List.of(OPENED, EXPIRED));
    }

    private void isNotRefunded(
            RefundReservation command, Instant now, List<ReservationEvent> history) {
        reservation(beside)
                .given(history)
                .andGivenCurrentTime(now)
                .when(command)
                .expectNoEvents()
                .expectException(refused(NOT_REFUNDABLE));
        assertThat(beside.eventsOf(ANNS_ALLOWANCE)).isEmpty();
    }

    @Test
    void nobody_gets_back_what_somebody_else_paid() {
        for (var history : List.of(List.of(OPENED, REQUESTED, PAID), List.of(OPENED, REQUESTED))) {
            reservation(beside)
                    .given(history)
                    .andGivenCurrentTime(NOON)
                    .when(refunds(BOB, REFUNDABLE))
                    .expectNoEvents()
                    .expectException(refused(NOT_RESERVATION_OWNER));
        }
        assertThat(beside.eventsOf(ANNS_ALLOWANCE)).isEmpty();
    }

    @Test
    void it_is_refunded_once_and_asked_again_it_says_so() {
        var again = new RefundReservation(ANNS, new RefundId("another"), null, OLGA, REASON, TERMS);
        reservation
                .given(OPENED, REQUESTED, PAID, REFUNDED)
                .andGivenCurrentTime(UNTIL)
                .when(again)
                .expectNoEvents()
                .expectResultMessagePayload(REFUNDED);
        assertThat(beside.eventsOf(ANNS_ALLOWANCE)).isEmpty();
    }

    @Test
    void when_its_seats_are_free_is_drawn_and_recorded() {
        fixture(Reservation.class)
                .registerInjectableResource(beside.allowances())
                .registerInjectableResource(latest(Duration.ofMinutes(10), Duration.ZERO))
                .given(OPENED, REQUESTED, PAID)
                .andGivenCurrentTime(NOON)
                .when(refunds(ANN, REFUNDABLE))
                .expectEvents(refundedAt(NOON, NOON.plus(Duration.ofMinutes(10))));
    }

    private static ReservationRefunded refundedAt(Instant now, Instant freeFrom) {
        return new ReservationRefunded(
                ANNS, PAYMENT, REFUND, ANN, SHOW, List.of(A1), PRICE, null, null, freeFrom, now);
    }

    @Test
    void somebody_asks_for_it_and_it_is_clear_who() {
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> new RefundReservation(ANNS, REFUND, null, null, REASON, TERMS));
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> new RefundReservation(ANNS, REFUND, ANN, OLGA, REASON, TERMS));
    }
}
