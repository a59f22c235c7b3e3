package encore.reservation;

import encore.kernel.PaymentId;
import encore.kernel.TokenId;
import encore.reservation.ReservationEvent.PaymentRejected;
import encore.reservation.ReservationEvent.PaymentRequested;
import encore.reservation.ReservationEvent.ReservationCancelled;
import encore.reservation.ReservationEvent.ReservationExpired;
import encore.reservation.ReservationEvent.ReservationOpened;
import encore.reservation.ReservationEvent.ReservationPaid;
import encore.reservation.ReservationEvent.ReservationRefunded;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

import static encore.kernel.Examples.ANN;
import static encore.kernel.Examples.NOON;
import static encore.kernel.Examples.fixture;
import static encore.reservation.RejectionReason.INSUFFICIENT_POINTS;
import static encore.reservation.SeatFixture.A1;
import static encore.reservation.SeatFixture.ANNS;
import static encore.reservation.SeatFixture.AT_ONCE;
import static encore.reservation.SeatFixture.HELD_BY_ANN;
import static encore.reservation.SeatFixture.PAYMENT;
import static encore.reservation.SeatFixture.PRICE;
import static encore.reservation.SeatFixture.SHOW;
import static encore.reservation.SeatFixture.UNTIL;

/** Ann's reservation of seat A1, to be paid by five past twelve; what happens, happens at noon. */
final class ReservationFixture {

    static final PaymentId ANOTHER_PAYMENT = new PaymentId("another-payment");
    static final TokenId TOKEN = new TokenId("token");
    static final long BALANCE = 10;
    static final RefundId REFUND = new RefundId("refund");

    static final ReservationOpened OPENED = SeatFixture.opened(HELD_BY_ANN);
    static final ReservationCancelled CANCELLED = cancelled(NOON);
    static final ReservationExpired EXPIRED = new ReservationExpired(ANNS, List.of(A1), UNTIL);
    static final PaymentRequested REQUESTED = requested(PAYMENT, NOON);
    static final ReservationPaid PAID = new ReservationPaid(ANNS, PAYMENT);
    static final PaymentRejected REJECTED = rejected(INSUFFICIENT_POINTS);
    static final ReservationRefunded REFUNDED = refunded(null, null);

    private ReservationFixture() {}

    static FixtureConfiguration<Reservation> reservation() {
        return reservation(new SeatFixture.Beside());
    }

    static FixtureConfiguration<Reservation> reservation(SeatFixture.Beside beside) {
        return fixture(Reservation.class)
                .registerInjectableResource(beside.allowances())
                .registerInjectableResource(beside.seats())
                .registerInjectableResource(AT_ONCE);
    }

    static ReservationCancelled cancelled(Instant freeFrom) {
        return new ReservationCancelled(ANNS, List.of(A1), freeFrom);
    }

    /** At noon. */
    static ReservationRefunded refunded(@Nullable String by, @Nullable String reason) {
        return new ReservationRefunded(
                ANNS, PAYMENT, REFUND, ANN, SHOW, List.of(A1), PRICE, by, reason, NOON, NOON);
    }

    static PaymentRequested requested(PaymentId payment, Instant at) {
        return new PaymentRequested(ANNS, payment, ANN, TOKEN, List.of(A1), PRICE, at);
    }

    static PaymentRejected rejected(RejectionReason reason) {
        return new PaymentRejected(ANNS, PAYMENT, reason, BALANCE);
    }
}
