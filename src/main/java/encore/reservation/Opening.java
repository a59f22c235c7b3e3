package encore.reservation;

import encore.concert.PerformanceId;
import encore.concert.Terms;
import encore.kernel.Refused;
import encore.reservation.AllowanceCommand.TakeAllowance;
import encore.reservation.ReservationCommand.OpenReservation;
import encore.reservation.ReservationCommand.OpenedReservation;
import encore.reservation.ReservationEvent.ReservationOpened;
import encore.reservation.ReservationEvent.ReservedSeat;
import encore.reservation.SeatCommand.ReserveSeat;
import encore.waiting.InsideTokens;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What must agree before a reservation is opened: its performance, all its seats, the token and the
 * allowance of who reserves. All are asked before any of them stores anything, and what they store
 * is one transaction: all or nothing.
 */
@Component
class Opening {

    private final Seats seats;
    private final InsideTokens tokens;
    private final Allowances allowances;
    private final ReservationSettings settings;
    private final ReturnTimes returnTimes;
    private final Clock clock;

    Opening(
            Seats seats,
            InsideTokens tokens,
            Allowances allowances,
            ReservationSettings settings,
            ReturnTimes returnTimes,
            Clock clock) {
        this.seats = seats;
        this.tokens = tokens;
        this.allowances = allowances;
        this.settings = settings;
        this.returnTimes = returnTimes;
        this.clock = clock;
    }

    /** Holds the seats; what is to be stored of the reservation is the answer. */
    OpenedReservation open(OpenReservation command) throws Exception {
        var now = clock.instant();
        var chosen = seats.of(command.seats());
        var performance = performanceOf(chosen, command.terms());
        var held = heldTogether(chosen.look(seat -> seat.heldBy(command.user(), now)));
        if (held.isPresent()) {
            return new OpenedReservation(held.get(), null);
        }
        refuseUnlessOnSale(command.terms(), now);
        if (chosen.look(seat -> seat.isOpenAt(now)).contains(false)) {
            throw new Refused(ReservationRefusal.SEAT_TAKEN);
        }
        var until = tokens.holdsUntil(
                command.user(), command.token(), now.plus(settings.holdFor()), settings.holdFor());
        allowances.ask(new TakeAllowance(
                new AllowanceId(performance, command.user()),
                command.reservation(),
                command.seats().size(),
                until));
        tokens.extend(command.user(), command.token(), until);
        var freeFrom = returnTimes.ofLapsed(until);
        chosen.ask(seat ->
                new ReserveSeat(seat, command.reservation(), command.user(), until, freeFrom));
        return new OpenedReservation(
                command.reservation(), opened(command, performance, chosen, until, freeFrom));
    }

    private static PerformanceId performanceOf(Seats.Chosen chosen, Terms terms) {
        if (chosen.look(Seat::performance).stream()
                .anyMatch(performance -> !performance.equals(terms.performance()))) {
            throw new Refused(ReservationRefusal.SEATS_OF_TWO_PERFORMANCES);
        }
        return terms.performance();
    }

    private static void refuseUnlessOnSale(Terms terms, Instant now) {
        if (!terms.isCancelled() && terms.hasBegunAt(now)) {
            throw new Refused(ReservationRefusal.PERFORMANCE_CLOSED);
        }
        terms.mustBeOnSaleAt(now);
    }

    /** The one reservation by which all are held; empty when there is none. */
    private static Optional<ReservationId> heldTogether(List<Optional<ReservationId>> holds) {
        return holds.stream().distinct().count() == 1 ? holds.getFirst() : Optional.empty();
    }

    private static ReservationOpened opened(
            OpenReservation command,
            PerformanceId performance,
            Seats.Chosen chosen,
            Instant until,
            Instant freeFrom) {
        var all = chosen.look(Seat::reserved);
        return new ReservationOpened(
                command.reservation(),
                command.user(),
                performance,
                all,
                all.stream().mapToLong(ReservedSeat::price).sum(),
                until,
                freeFrom);
    }
}
