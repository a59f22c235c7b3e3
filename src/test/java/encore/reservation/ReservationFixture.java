package encore.reservation;

import encore.kernel.PaymentId;
import encore.kernel.TokenId;
import encore.reservation.ReservationCommand.RejectionReason;
import encore.reservation.ReservationEvent.PaymentRejected;
import encore.reservation.ReservationEvent.PaymentRequested;
import encore.reservation.ReservationEvent.ReservationCancelled;
import encore.reservation.ReservationEvent.ReservationExpired;
import encore.reservation.ReservationEvent.ReservationOpened;
import encore.reservation.ReservationEvent.ReservationPaid;
import org.axonframework.test.aggregate.FixtureConfiguration;

import java.time.Instant;

import static encore.kernel.Examples.ANN;
import static encore.kernel.Examples.NOON;
import static encore.kernel.Examples.fixture;
import static encore.reservation.ReservationCommand.RejectionReason.INSUFFICIENT_POINTS;
import static encore.reservation.SeatFixture.A1;
import static encore.reservation.SeatFixture.ANNS;
import static encore.reservation.SeatFixture.HELD_BY_ANN;
import static encore.reservation.SeatFixture.PAYMENT;
import static encore.reservation.SeatFixture.PRICE;

/** Ann's reservation of seat A1, to be paid by five past twelve. */
final class ReservationFixture {

    static final PaymentId ANOTHER_PAYMENT = new PaymentId("another-payment");
    static final TokenId TOKEN = new TokenId("token");
    static final long BALANCE = 10;

    static final ReservationOpened OPENED = SeatFixture.opened(HELD_BY_ANN);
    static final ReservationCancelled CANCELLED = new ReservationCancelled(ANNS, A1);
    static final ReservationExpired EXPIRED = new ReservationExpired(ANNS, A1);
    static final PaymentRequested REQUESTED = requested(PAYMENT, NOON);
    static final ReservationPaid PAID = new ReservationPaid(ANNS, PAYMENT);
    static final PaymentRejected REJECTED = rejected(INSUFFICIENT_POINTS);

    private ReservationFixture() {}

    static FixtureConfiguration<Reservation> reservation() {
        return reservation(new SeatFixture.Beside());
    }

    static FixtureConfiguration<Reservation> reservation(SeatFixture.Beside beside) {
        return fixture(Reservation.class).registerInjectableResource(beside.allowances());
    }

    static PaymentRequested requested(PaymentId payment, Instant at) {
        return new PaymentRequested(ANNS, payment, ANN, TOKEN, A1, PRICE, at);
    }

    static PaymentRejected rejected(RejectionReason reason) {
        return new PaymentRejected(ANNS, PAYMENT, reason, BALANCE);
    }
}
