package encore.reservation;

import encore.concert.PerformanceId;
import encore.kernel.PaymentId;
import encore.kernel.Refused;
import encore.kernel.UserId;
import encore.reservation.AllowanceCommand.TakeAllowance;
import encore.reservation.ReservationEvent.ReservationOpened;
import encore.reservation.SeatCommand.PlaceSeat;
import encore.reservation.SeatCommand.ReleaseSeat;
import encore.reservation.SeatCommand.ReserveSeat;
import encore.reservation.SeatCommand.SellSeat;
import encore.reservation.SeatEvent.SeatDeclined;
import encore.reservation.SeatEvent.SeatHeld;
import encore.reservation.SeatEvent.SeatPlaced;
import encore.reservation.SeatEvent.SeatReleased;
import encore.reservation.SeatEvent.SeatSold;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.createNew;

/**
 * One chair at one performance, sold at most once. A hold that is past its time no longer blocks
 * anyone: the rule is here, not in a timer.
 */
@Aggregate(cache = "aggregateCache")
class Seat {

    @AggregateIdentifier
    private SeatId id;

    private PerformanceId performance;
    private long price;
    private Instant startsAt;
    private State state;

    /** The payments that it was not sold to, which is final. */
    private final Set<PaymentId> declined = new HashSet<>();

    private sealed interface State {

        /** Whether anybody may have the seat now. */
        boolean isOpenAt(Instant now);

        boolean belongsTo(ReservationId reservation);

        record Free() implements State {
            @Override
            public boolean isOpenAt(Instant now) {
                return true;
            }

            @Override
            public boolean belongsTo(ReservationId reservation) {
                return false;
            }
        }

        record Held(ReservationId by, UserId user, Instant until) implements State {
            @Override
            public boolean isOpenAt(Instant now) {
                return !now.isBefore(until);
            }

            @Override
            public boolean belongsTo(ReservationId reservation) {
                return by.equals(reservation);
            }
        }

        record Sold(ReservationId to) implements State {
            @Override
            public boolean isOpenAt(Instant now) {
                return false;
            }

            @Override
            public boolean belongsTo(ReservationId reservation) {
                return to.equals(reservation);
            }
        }
    }

    protected Seat() {}

    @CommandHandler
    @SuppressWarnings("NullAway.Init")
    Seat(PlaceSeat command) {
        var label = command.rowLabel();
        apply(new SeatPlaced(
                command.seat(),
                command.performance(),
                command.section().value(),
                command.row(),
                command.number(),
                command.price().points(),
                command.startsAt(),
                label == null ? null : label.value(),
                command.x(),
                command.y()));
    }

    @CommandHandler
    ReservationOpened handle(
            ReserveSeat command, Clock clock, ReservationSettings settings, Allowances allowances)
            throws Exception {
        var now = clock.instant();
        if (state instanceof State.Held held && held.belongsTo(command.reservation())) {
            return opened(held);
        }
        if (!now.isBefore(startsAt)) {
            throw new Refused(ReservationRefusal.PERFORMANCE_CLOSED);
        }
        if (!state.isOpenAt(now)) {
            throw new Refused(ReservationRefusal.SEAT_TAKEN);
        }
        var until = now.plus(settings.holdFor());
        allowances.ask(new TakeAllowance(
                new AllowanceId(performance, command.user()), command.reservation(), until));
        apply(new SeatHeld(id, performance, command.reservation(), command.user(), until));
        var opened = opened((State.Held) state);
        createNew(Reservation.class, () -> new Reservation(opened));
        return opened;
    }

    private ReservationOpened opened(State.Held held) {
        return new ReservationOpened(held.by(), held.user(), performance, id, price, held.until());
    }

    @CommandHandler
    void handle(ReleaseSeat command) {
        if (state instanceof State.Held && state.belongsTo(command.reservation())) {
            apply(new SeatReleased(id, performance, command.reservation()));
        }
    }

    @CommandHandler
    void handle(SellSeat command, Clock clock) {
        boolean isSoldToIt = state instanceof State.Sold && state.belongsTo(command.reservation());
        if (isSoldToIt || declined.contains(command.payment())) {
            return;
        }
        boolean canHaveIt =
                state.belongsTo(command.reservation()) || state.isOpenAt(clock.instant());
        apply(
                canHaveIt
                        ? new SeatSold(id, performance, command.reservation(), command.payment())
                        : new SeatDeclined(
                                id, performance, command.reservation(), command.payment()));
    }

    @EventSourcingHandler
    void evolve(SeatEvent event) {
        state = switch (event) {
            case SeatPlaced e -> {
                id = e.seat();
                performance = e.performance();
                price = e.price();
                startsAt = e.startsAt();
                yield new State.Free();
            }
            case SeatHeld e -> new State.Held(e.reservation(), e.user(), e.until());
            case SeatReleased e -> new State.Free();
            case SeatSold e -> new State.Sold(e.reservation());
            case SeatDeclined e -> {
                declined.add(e.payment());
                yield state;
            }
        };
    }
}
