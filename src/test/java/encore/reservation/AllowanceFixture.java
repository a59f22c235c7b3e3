package encore.reservation;

import encore.reservation.AllowanceEvent.AllowanceReturned;
import encore.reservation.AllowanceEvent.AllowanceSpent;
import encore.reservation.AllowanceEvent.AllowanceTaken;
import org.axonframework.test.aggregate.FixtureConfiguration;

import java.time.Instant;

import static encore.kernel.Examples.ANN;
import static encore.kernel.Examples.fixture;
import static encore.reservation.SeatFixture.PAYMENT;
import static encore.reservation.SeatFixture.SETTINGS;
import static encore.reservation.SeatFixture.SHOW;
import static encore.reservation.SeatFixture.UNTIL;

/** Ann's allowance at the show, where a user may have two seats. */
final class AllowanceFixture {

    static final AllowanceId ANNS_ALLOWANCE = new AllowanceId(SHOW, ANN);
    static final ReservationId FIRST = new ReservationId("first");
    static final ReservationId SECOND = new ReservationId("second");
    static final ReservationId THIRD = new ReservationId("third");

    private AllowanceFixture() {}

    static FixtureConfiguration<Allowance> allowance() {
        return fixture(Allowance.class).registerInjectableResource(SETTINGS);
    }

    static AllowanceTaken taken(ReservationId reservation) {
        return taken(reservation, UNTIL);
    }

    static AllowanceTaken taken(ReservationId reservation, Instant until) {
        return taken(reservation, 1, until);
    }

    static AllowanceTaken taken(ReservationId reservation, int seats, Instant until) {
        return new AllowanceTaken(ANN, SHOW, reservation, seats, until);
    }

    static AllowanceSpent spent(ReservationId reservation) {
        return new AllowanceSpent(ANN, SHOW, reservation, PAYMENT);
    }

    static AllowanceReturned returned(ReservationId reservation) {
        return new AllowanceReturned(ANN, SHOW, reservation);
    }
}
