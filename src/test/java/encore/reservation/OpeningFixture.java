package encore.reservation;

import encore.kernel.Refused;
import encore.kernel.TokenId;
import encore.kernel.UserId;
import encore.reservation.ReservationCommand.OpenReservation;
import encore.reservation.ReservationEvent.ReservationOpened;
import encore.reservation.ReservationEvent.ReservedSeat;
import encore.waiting.InsideTokens;
import encore.waiting.WaitingRefusal;
import org.axonframework.modelling.command.Repository;
import org.axonframework.test.aggregate.FixtureConfiguration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import static encore.kernel.Examples.ANN;
import static encore.kernel.Examples.fixture;
import static encore.kernel.Examples.givenTime;
import static encore.reservation.ReservationFixture.TOKEN;
import static encore.reservation.SeatFixture.A1;
import static encore.reservation.SeatFixture.A2;
import static encore.reservation.SeatFixture.ANNS;
import static encore.reservation.SeatFixture.AT_ONCE;
import static encore.reservation.SeatFixture.PRICE;
import static encore.reservation.SeatFixture.PRICE_OF_A2;
import static encore.reservation.SeatFixture.SETTINGS;
import static encore.reservation.SeatFixture.SHOW;
import static encore.reservation.SeatFixture.TERMS;
import static encore.reservation.SeatFixture.UNTIL;

/** What a reservation is opened beside: seats, allowances, and a token that is active. */
final class OpeningFixture {

    static final ReservationOpened BOTH_OPENED = new ReservationOpened(
            ANNS,
            ANN,
            SHOW,
            List.of(new ReservedSeat(A1, PRICE), new ReservedSeat(A2, PRICE_OF_A2)),
            PRICE + PRICE_OF_A2,
            UNTIL,
            UNTIL);

    final SeatFixture.Beside beside = new SeatFixture.Beside();
    final Inside inside = new Inside();

    /** Everybody's token. */
    static final class Inside implements InsideTokens {

        boolean isActive = true;
        Instant latest = Instant.MAX;
        Duration longer = Duration.ZERO;
        final List<Instant> extended = new ArrayList<>();

        @Override
        public Instant holdsUntil(UserId user, TokenId token, Instant wanted, Duration longer) {
            if (!isActive) {
                throw new Refused(WaitingRefusal.TOKEN_EXPIRED);
            }
            this.longer = longer;
            return wanted.isAfter(latest) ? latest : wanted;
        }

        @Override
        public void extend(UserId user, TokenId token, Instant until) {
            extended.add(until);
        }
    }

    static OpenReservation opens(ReservationId reservation, UserId user, SeatId... seats) {
        return new OpenReservation(reservation, user, TOKEN, List.of(seats), TERMS);
    }

    FixtureConfiguration<Reservation> reservation() {
        return reservation(AT_ONCE);
    }

    FixtureConfiguration<Reservation> reservation(ReturnTimes returnTimes) {
        var reservation = fixture(Reservation.class);
        return reservation.registerAnnotatedCommandHandler(
                opening(reservation.getRepository(), returnTimes, givenTime()));
    }

    Opening openingAt(Instant now) {
        return opening(
                beside.repositoryFor(Reservation.class), AT_ONCE, Clock.fixed(now, ZoneOffset.UTC));
    }

    private Opening opening(
            Repository<Reservation> reservations, ReturnTimes returnTimes, Clock clock) {
        return new Opening(
                reservations,
                beside.seats(),
                inside,
                beside.allowances(),
                SETTINGS,
                returnTimes,
                clock);
    }
}
