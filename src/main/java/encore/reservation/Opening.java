package encore.reservation;

import encore.concert.PerformanceRefusal;
import encore.concert.Terms;
import encore.kernel.Refused;
import encore.kernel.TokenId;
import encore.reservation.AllowanceCommand.TakeAllowance;
import encore.reservation.ReservationCommand.Offer;
import encore.reservation.ReservationCommand.OpenReservation;
import encore.reservation.ReservationCommand.OpenedReservation;
import encore.reservation.ReservationEvent.ReservationOpened;
import encore.reservation.ReservationEvent.ReservedSeat;
import encore.reservation.SeatCommand.ReserveSeat;
import encore.waiting.InsideTokens;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Opens reservations. Its performance, all its seats, the token and the allowance of who reserves
 * must agree: all are asked before any of them stores anything, and what they and the reservation
 * store is one transaction: all or nothing.
 */
@Component
class Opening {

    private final Repository<Reservation> reservations;
    private final Seats seats;
    private final InsideTokens tokens;
    private final Allowances allowances;
    private final ReservationSettings settings;
    private final ReturnTimes returnTimes;
    private final Clock clock;

    Opening(
            Repository<Reservation> reservations,
            Seats seats,
            InsideTokens tokens,
            Allowances allowances,
            ReservationSettings settings,
            ReturnTimes returnTimes,
            Clock clock) {
        this.reservations = reservations;
        this.seats = seats;
        this.tokens = tokens;
        this.allowances = allowances;
        this.settings = settings;
        this.returnTimes = returnTimes;
        this.clock = clock;
    }

    @CommandHandler
    OpenedReservation handle(OpenReservation command) throws Exception {
        var offer = command.offer();
        return offer == null
                ? ask(command, Objects.requireNonNull(command.token()))
                : offer(command, offer);
    }

    private OpenedReservation ask(OpenReservation command, TokenId token) throws Exception {
        var now = clock.instant();
        LineOfPerformance.mustHaveLetIn(token, command.terms());
        var chosen = seats.of(command.seats());
        refuseOthers(chosen, command.terms());
        var held = heldTogether(chosen.look(seat -> seat.heldBy(command.user(), now)));
        if (held.isPresent()) {
            return new OpenedReservation(held.get(), null);
        }
        refuseOnceBegun(command.terms(), now);
        command.terms().mustBeOnSaleAt(now);
        if (chosen.look(seat -> seat.isOpenAt(now)).contains(false)) {
            throw new Refused(ReservationRefusal.SEAT_TAKEN);
        }
        var until = tokens.holdsUntil(
                command.user(), token, now.plus(settings.holdFor()), settings.holdFor());
        takeAllowance(command, until);
        tokens.extend(command.user(), token, until);
        return hold(command, chosen, until, null);
    }

    /** Nobody is asked for a token: who waited gets one when the offer can be paid. */
    private OpenedReservation offer(OpenReservation command, Offer offer) throws Exception {
        var chosen = seats.of(command.seats());
        refuseOthers(chosen, command.terms());
        if (command.terms().isCancelled()) {
            throw new Refused(PerformanceRefusal.PERFORMANCE_CANCELLED);
        }
        refuseOnceBegun(command.terms(), clock.instant());
        if (chosen.look(Seat::isGivenBack).contains(false)) {
            throw new Refused(ReservationRefusal.SEAT_TAKEN);
        }
        takeAllowance(command, offer.until());
        return hold(command, chosen, offer.until(), offer.payableFrom());
    }

    private void takeAllowance(OpenReservation command, Instant until) throws Exception {
        allowances.ask(new TakeAllowance(
                new AllowanceId(command.terms().performance(), command.user()),
                command.reservation(),
                command.seats().size(),
                until));
    }

    private OpenedReservation hold(
            OpenReservation command,
            Seats.Chosen chosen,
            Instant until,
            @Nullable Instant payableFrom)
            throws Exception {
        var freeFrom = returnTimes.ofLapsed(until);
        chosen.ask(seat -> new ReserveSeat(
                seat,
                command.reservation(),
                command.user(),
                until,
                freeFrom,
                command.offer() != null));
        var all = chosen.look(Seat::reserved).stream()
                .sorted(Comparator.comparingInt(seat -> command.seats().indexOf(seat.seat())))
                .toList();
        var opened = new ReservationOpened(
                command.reservation(),
                command.user(),
                command.terms().performance(),
                all,
                all.stream().mapToLong(ReservedSeat::price).sum(),
                until,
                freeFrom,
                payableFrom);
        reservations.newInstance(() -> new Reservation(opened));
        return new OpenedReservation(command.reservation(), opened);
    }

    private static void refuseOthers(Seats.Chosen chosen, Terms terms) {
        if (chosen.look(Seat::performance).stream()
                .anyMatch(performance -> !performance.equals(terms.performance()))) {
            throw new Refused(ReservationRefusal.SEATS_OF_TWO_PERFORMANCES);
        }
    }

    private static void refuseOnceBegun(Terms terms, Instant now) {
        if (!terms.isCancelled() && terms.hasBegunAt(now)) {
            throw new Refused(ReservationRefusal.PERFORMANCE_CLOSED);
        }
    }

    /** The one reservation by which all are held; empty when there is none. */
    private static Optional<ReservationId> heldTogether(List<Optional<ReservationId>> holds) {
        return holds.stream().distinct().count() == 1 ? holds.getFirst() : Optional.empty();
    }
}
