package encore.reservation;

import encore.concert.PerformanceId;
import encore.kernel.PaymentId;
import encore.kernel.Refused;
import encore.kernel.UserId;
import encore.reservation.ReservationEvent.ReservedSeat;
import encore.reservation.SeatCommand.BlockSeat;
import encore.reservation.SeatCommand.PlaceSeat;
import encore.reservation.SeatCommand.ReleaseSeat;
import encore.reservation.SeatCommand.ReserveSeat;
import encore.reservation.SeatCommand.SellSeat;
import encore.reservation.SeatCommand.UnblockSeat;
import encore.reservation.SeatEvent.SeatBlocked;
import encore.reservation.SeatEvent.SeatDeclined;
import encore.reservation.SeatEvent.SeatHeld;
import encore.reservation.SeatEvent.SeatPlaced;
import encore.reservation.SeatEvent.SeatReleased;
import encore.reservation.SeatEvent.SeatSold;
import encore.reservation.SeatEvent.SeatUnblocked;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

/**
 * One chair at one performance, sold to one at a time. A hold that is past its time, and a seat
 * that was given back, block nobody from the moment on that was drawn for them (see {@link
 * ReturnTimes}): the rule is here, not in a timer.
 */
@Aggregate(cache = "aggregateCache")
class Seat {

    @AggregateIdentifier
    private SeatId id;

    private PerformanceId performance;
    private long price;
    private State state;

    /** The payments that it was not sold to, which is final. */
    private final Set<PaymentId> declined = new HashSet<>();

    private sealed interface State {

        /** Whether anybody may have the seat now. */
        default boolean isOpenAt(Instant now) {
            return false;
        }

        /** Whether it is this reservation that holds the seat, or has bought it. */
        default boolean belongsTo(ReservationId reservation) {
            return false;
        }

        /** Free from then on. */
        record Free(Instant from) implements State {
            @Override
            public boolean isOpenAt(Instant now) {
                return !now.isBefore(from);
            }
        }

        /** Others may have it from {@code freeFrom} on, which is not before {@code until}. */
        record Held(ReservationId by, UserId user, Instant until, Instant freeFrom)
                implements State {
            @Override
            public boolean isOpenAt(Instant now) {
                return !now.isBefore(freeFrom);
            }

            @Override
            public boolean belongsTo(ReservationId reservation) {
                return by.equals(reservation);
            }
        }

        record Sold(ReservationId to) implements State {
            @Override
            public boolean belongsTo(ReservationId reservation) {
                return to.equals(reservation);
            }
        }

        /** Kept by the operator; on its way back until {@code freeFrom}, if that is yet to come. */
        record Blocked(Instant freeFrom) implements State {}
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

    SeatId id() {
        return id;
    }

    PerformanceId performance() {
        return performance;
    }

    ReservedSeat reserved() {
        return new ReservedSeat(id, price);
    }

    /** The reservation by which this user holds it; empty when it is another, or over. */
    Optional<ReservationId> heldBy(UserId user, Instant now) {
        return state instanceof State.Held held
                        && held.user().equals(user)
                        && now.isBefore(held.until())
                ? Optional.of(held.by())
                : Optional.empty();
    }

    boolean isOpenAt(Instant now) {
        return state.isOpenAt(now);
    }

    /** Whether nobody holds or owns it, though others may have to wait for it. */
    boolean isGivenBack() {
        return state instanceof State.Free;
    }

    /** Whether it can be sold for this payment, or was: it has not gone to somebody else. */
    boolean canBeSoldTo(ReservationId reservation, PaymentId payment, Instant now) {
        return !declined.contains(payment) && (state.belongsTo(reservation) || isOpenAt(now));
    }

    /** Whether nobody holds it or has bought it; one that was given back is nobody's yet. */
    boolean canBeBlockedAt(Instant now) {
        return state instanceof State.Blocked || state instanceof State.Free || isOpenAt(now);
    }

    @CommandHandler
    void handle(ReserveSeat command, Clock clock) {
        if (state instanceof State.Held held && held.belongsTo(command.reservation())) {
            return;
        }
        if (command.offered() ? !isGivenBack() : !isOpenAt(clock.instant())) {
            throw new Refused(ReservationRefusal.SEAT_TAKEN);
        }
        apply(new SeatHeld(
                id,
                performance,
                command.reservation(),
                command.user(),
                command.until(),
                command.freeFrom()));
    }

    @CommandHandler
    void handle(ReleaseSeat command) {
        if (state.belongsTo(command.reservation())) {
            apply(new SeatReleased(id, performance, command.reservation(), command.freeFrom()));
        }
    }

    @CommandHandler
    void handle(BlockSeat command, Clock clock) {
        if (state instanceof State.Blocked) {
            return;
        }
        var now = clock.instant();
        if (!canBeBlockedAt(now)) {
            throw new Refused(ReservationRefusal.SEAT_TAKEN);
        }
        apply(new SeatBlocked(
                id, performance, command.by().name(), command.reason().value(), now));
    }

    @CommandHandler
    void handle(UnblockSeat command, Clock clock) {
        if (state instanceof State.Blocked(var from)) {
            var now = clock.instant();
            apply(new SeatUnblocked(
                    id,
                    performance,
                    command.by().name(),
                    command.reason().value(),
                    now,
                    from.isAfter(now) ? from : null));
        }
    }

    @CommandHandler
    void handle(SellSeat command, Clock clock) {
        boolean isSoldToIt = state instanceof State.Sold && state.belongsTo(command.reservation());
        if (isSoldToIt || declined.contains(command.payment())) {
            return;
        }
        boolean canHaveIt = command.allCan()
                && canBeSoldTo(command.reservation(), command.payment(), clock.instant());
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
                yield new State.Free(Instant.MIN);
            }
            case SeatHeld e -> new State.Held(e.reservation(), e.user(), e.until(), e.freeFrom());
            case SeatReleased e ->
                new State.Free(e.freeFrom() == null ? Instant.MIN : e.freeFrom());
            case SeatSold e -> new State.Sold(e.reservation());
            case SeatDeclined e -> {
                declined.add(e.payment());
                yield state;
            }
            case SeatBlocked e ->
                new State.Blocked(state instanceof State.Free(var from) ? from : Instant.MIN);
            case SeatUnblocked e ->
                new State.Free(e.freeFrom() == null ? Instant.MIN : e.freeFrom());
        };
    }
}
