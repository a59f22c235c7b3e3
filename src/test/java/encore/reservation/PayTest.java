package encore.reservation;

import encore.concert.PerformanceStatus;
import encore.concert.Terms;
import encore.kernel.PaymentId;
import encore.kernel.Refusal;
import encore.kernel.UserId;
import encore.reservation.ReservationCommand.BegunPayment;
import encore.reservation.ReservationCommand.Pay;
import encore.reservation.ReservationEvent.PaymentRejected;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import static encore.concert.PerformanceRefusal.PERFORMANCE_CANCELLED;
import static encore.concert.PerformanceStatus.CLOSED;
import static encore.concert.PerformanceStatus.OPEN;
import static encore.kernel.Examples.ANN;
import static encore.kernel.Examples.BOB;
import static encore.kernel.Examples.NOON;
import static encore.kernel.Examples.justBefore;
import static encore.kernel.Examples.refused;
import static encore.reservation.AllowanceFixture.ANNS_ALLOWANCE;
import static encore.reservation.AllowanceFixture.spent;
import static encore.reservation.RejectionReason.HOLD_LOST;
import static encore.reservation.RejectionReason.INSUFFICIENT_POINTS;
import static encore.reservation.ReservationFixture.ANOTHER_PAYMENT;
import static encore.reservation.ReservationFixture.CANCELLED;
import static encore.reservation.ReservationFixture.EXPIRED;
import static encore.reservation.ReservationFixture.OPENED;
import static encore.reservation.ReservationFixture.PAID;
import static encore.reservation.ReservationFixture.REFUNDED;
import static encore.reservation.ReservationFixture.REJECTED;
import static encore.reservation.ReservationFixture.REQUESTED;
import static encore.reservation.ReservationFixture.TOKEN;
import static encore.reservation.ReservationFixture.rejected;
import static encore.reservation.ReservationFixture.requested;
import static encore.reservation.ReservationFixture.reservation;
import static encore.reservation.ReservationRefusal.NOT_RESERVATION_OWNER;
import static encore.reservation.ReservationRefusal.PERFORMANCE_CLOSED;
import static encore.reservation.ReservationRefusal.RESERVATION_CANCELLED;
import static encore.reservation.ReservationRefusal.RESERVATION_PAID;
import static encore.reservation.SeatFixture.ANNS;
import static encore.reservation.SeatFixture.DOORS_CLOSE;
import static encore.reservation.SeatFixture.PAYMENT;
import static encore.reservation.SeatFixture.SHOW;
import static encore.reservation.SeatFixture.TERMS;
import static encore.reservation.SeatFixture.TERMS_OF_ANOTHER_LINE;
import static encore.reservation.SeatFixture.UNTIL;
import static encore.waiting.WaitingRefusal.TOKEN_LINE_MISMATCH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

class PayTest {

    private final SeatFixture.Beside beside = new SeatFixture.Beside();
    private final FixtureConfiguration<Reservation> reservation = reservation(beside);

    @Test
    void an_owner_begins_to_pay_the_price_of_the_seat() {
        reservation
                .given(OPENED)
                .andGivenCurrentTime(NOON)
                .when(pay(ANN, PAYMENT))
                .expectEvents(REQUESTED)
                .expectResultMessagePayload(new BegunPayment(PAYMENT, OPENED.price()));
    }

    @Test
    void from_then_on_it_counts_for_its_owner_however_long_that_takes() {
        reservation.given(OPENED).andGivenCurrentTime(NOON).when(pay(ANN, PAYMENT));
        assertThat(beside.eventsOf(ANNS_ALLOWANCE)).containsExactly(spent(ANNS));
    }

    @Test
    void a_reservation_is_payable_to_the_last_millisecond_of_its_hold() {
        reservation
                .given(OPENED)
                .andGivenCurrentTime(justBefore(UNTIL))
                .when(pay(ANN, PAYMENT))
                .expectEvents(requested(PAYMENT, justBefore(UNTIL)));
    }

    @Test
    void a_reservation_past_its_hold_is_not_payable_though_nobody_has_expired_it_yet() {
        reservation
                .given(OPENED)
                .andGivenCurrentTime(UNTIL)
                .when(pay(ANN, PAYMENT))
                .expectException(refused(RESERVATION_CANCELLED));
    }

    @ParameterizedTest
    @MethodSource("refusalsInTheOrderOfTheDiagram")
    void a_payment_is_refused(Refusal refusal, UserId payer, List<ReservationEvent> history) {
        reservation
                .given(history)
                .andGivenCurrentTime(NOON)
                .when(pay(payer, ANOTHER_PAYMENT))
                .expectException(refused(refusal));
        assertThat(beside.eventsOf(ANNS_ALLOWANCE)).isEmpty();
    }

    static Stream<?> refusalsInTheOrderOfTheDiagram() {
        var cancelled = List.of(OPENED, CANCELLED);
        var expired = List.of(OPENED, EXPIRED);
        var lost = List.of(OPENED, REQUESTED, rejected(HOLD_LOST), EXPIRED);
        var paid = List.of(OPENED, REQUESTED, PAID);
        var refunded = List.of(OPENED, REQUESTED, PAID, REFUNDED);
        return Stream.of(
                argumentSet("cancelled", RESERVATION_CANCELLED, ANN, cancelled),
                argumentSet("expired", RESERVATION_CANCELLED, ANN, expired),
                argumentSet("lost its hold", RESERVATION_CANCELLED, ANN, lost),
                argumentSet("cancelled, another's", RESERVATION_CANCELLED, BOB, cancelled),
                argumentSet("expired, another's", RESERVATION_CANCELLED, BOB, expired),
                argumentSet("paid", RESERVATION_PAID, ANN, paid),
                argumentSet("paid, another's", RESERVATION_PAID, BOB, paid),
                argumentSet("refunded", RESERVATION_CANCELLED, ANN, refunded),
                argumentSet("refunded, another's", RESERVATION_CANCELLED, BOB, refunded),
                argumentSet("pending, another's", NOT_RESERVATION_OWNER, BOB, List.of(OPENED)),
                argumentSet(
                        "being paid, another's",
                        NOT_RESERVATION_OWNER,
                        BOB,
                        List.of(OPENED, REQUESTED)),
                argumentSet(
                        "payment failed, another's",
                        NOT_RESERVATION_OWNER,
                        BOB,
                        List.of(OPENED, REQUESTED, REJECTED)));
    }

    @Test
    void somebody_elses_reservation_past_its_hold_is_not_payable_before_it_is_not_theirs() {
        reservation
                .given(OPENED)
                .andGivenCurrentTime(UNTIL)
                .when(pay(BOB, PAYMENT))
                .expectException(refused(RESERVATION_CANCELLED));
    }

    @Test
    void a_payment_that_lost_the_hold_is_answered_with_itself_again() {
        reservation
                .given(OPENED, REQUESTED, rejected(HOLD_LOST), EXPIRED)
                .andGivenCurrentTime(UNTIL)
                .when(pay(ANN, PAYMENT))
                .expectNoEvents()
                .expectResultMessagePayload(new BegunPayment(PAYMENT, OPENED.price()));
    }

    @Test
    void the_same_payment_seen_twice_begins_once_even_past_the_hold() {
        reservation
                .given(OPENED, REQUESTED)
                .andGivenCurrentTime(UNTIL)
                .when(pay(ANN, PAYMENT))
                .expectNoEvents()
                .expectResultMessagePayload(new BegunPayment(PAYMENT, OPENED.price()));
    }

    @Test
    void a_second_payment_joins_the_one_under_way() {
        reservation
                .given(OPENED, REQUESTED)
                .andGivenCurrentTime(NOON)
                .when(pay(ANN, ANOTHER_PAYMENT))
                .expectNoEvents()
                .expectResultMessagePayload(new BegunPayment(PAYMENT, OPENED.price()));
    }

    @Test
    void the_payment_that_paid_seen_again_is_answered_with_itself() {
        reservation
                .given(OPENED, REQUESTED, PAID)
                .andGivenCurrentTime(UNTIL)
                .when(pay(ANN, PAYMENT))
                .expectNoEvents()
                .expectResultMessagePayload(new BegunPayment(PAYMENT, OPENED.price()));
    }

    @Test
    void the_payment_that_failed_seen_again_is_not_begun_anew() {
        reservation
                .given(OPENED, REQUESTED, REJECTED)
                .andGivenCurrentTime(NOON)
                .when(pay(ANN, PAYMENT))
                .expectNoEvents()
                .expectResultMessagePayload(new BegunPayment(PAYMENT, OPENED.price()));
    }

    @Test
    void a_payment_that_failed_is_not_begun_anew_after_a_later_one_failed_too() {
        reservation
                .given(
                        OPENED,
                        REQUESTED,
                        REJECTED,
                        requested(ANOTHER_PAYMENT, NOON),
                        new PaymentRejected(ANNS, ANOTHER_PAYMENT, INSUFFICIENT_POINTS, 0L))
                .andGivenCurrentTime(NOON)
                .when(pay(ANN, PAYMENT))
                .expectNoEvents()
                .expectResultMessagePayload(new BegunPayment(PAYMENT, OPENED.price()));
    }

    @Test
    void after_a_failed_payment_another_may_begin() {
        reservation
                .given(OPENED, REQUESTED, REJECTED)
                .andGivenCurrentTime(justBefore(UNTIL))
                .when(pay(ANN, ANOTHER_PAYMENT))
                .expectEvents(requested(ANOTHER_PAYMENT, justBefore(UNTIL)))
                .expectResultMessagePayload(new BegunPayment(ANOTHER_PAYMENT, OPENED.price()));
    }

    @Test
    void a_failed_payment_does_not_make_the_hold_longer() {
        reservation
                .given(OPENED, REQUESTED, REJECTED)
                .andGivenCurrentTime(UNTIL)
                .when(pay(ANN, ANOTHER_PAYMENT))
                .expectException(refused(RESERVATION_CANCELLED));
    }

    @ParameterizedTest
    @MethodSource("termsThatRefuse")
    void what_holds_of_the_performance_may_refuse_it(Refusal refusal, Terms terms) {
        reservation
                .given(OPENED)
                .andGivenCurrentTime(NOON)
                .when(new Pay(ANNS, PAYMENT, ANN, TOKEN, terms))
                .expectNoEvents()
                .expectException(refused(refusal));
        assertThat(beside.eventsOf(ANNS_ALLOWANCE)).isEmpty();
    }

    static Stream<?> termsThatRefuse() {
        return Stream.of(
                argumentSet("of another line", TOKEN_LINE_MISMATCH, TERMS_OF_ANOTHER_LINE),
                argumentSet("begun", PERFORMANCE_CLOSED, terms(NOON, OPEN)),
                argumentSet(
                        "cancelled",
                        PERFORMANCE_CANCELLED,
                        terms(DOORS_CLOSE, PerformanceStatus.CANCELLED)),
                argumentSet(
                        "both", PERFORMANCE_CANCELLED, terms(NOON, PerformanceStatus.CANCELLED)));
    }

    /** What somebody holds they may pay, though no more is sold. */
    @Test
    void a_hold_may_be_paid_after_the_sale_has_closed() {
        reservation
                .given(OPENED)
                .andGivenCurrentTime(NOON)
                .when(new Pay(ANNS, PAYMENT, ANN, TOKEN, terms(DOORS_CLOSE, CLOSED)))
                .expectEvents(REQUESTED);
    }

    @Test
    void a_payment_under_way_goes_on_whatever_becomes_of_the_performance() {
        reservation
                .given(OPENED, REQUESTED)
                .andGivenCurrentTime(NOON)
                .when(new Pay(ANNS, PAYMENT, ANN, TOKEN, terms(NOON, PerformanceStatus.CANCELLED)))
                .expectNoEvents()
                .expectResultMessagePayload(new BegunPayment(PAYMENT, OPENED.price()));
    }

    @Test
    void a_payment_that_was_refunded_is_answered_with_itself() {
        reservation
                .given(OPENED, REQUESTED, PAID, REFUNDED)
                .andGivenCurrentTime(NOON)
                .when(pay(ANN, PAYMENT))
                .expectNoEvents()
                .expectResultMessagePayload(new BegunPayment(PAYMENT, OPENED.price()));
    }

    private static Terms terms(Instant startsAt, PerformanceStatus status) {
        return new Terms(SHOW, startsAt, null, null, null, status);
    }

    private static Pay pay(UserId payer, PaymentId payment) {
        return new Pay(ANNS, payment, payer, TOKEN, TERMS);
    }
}
