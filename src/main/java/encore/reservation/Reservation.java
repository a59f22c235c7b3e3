package encore.reservation;

import encore.concert.PerformanceId;
import encore.kernel.PaymentId;
import encore.kernel.Refused;
import encore.kernel.UserId;
import encore.reservation.AllowanceCommand.ReturnAllowance;
import encore.reservation.AllowanceCommand.SpendAllowance;
import encore.reservation.ReservationCommand.BegunPayment;
import encore.reservation.ReservationCommand.CancelReservation;
import encore.reservation.ReservationCommand.ConfirmPayment;
import encore.reservation.ReservationCommand.ExpireReservation;
import encore.reservation.ReservationCommand.Pay;
import encore.reservation.ReservationCommand.RejectPayment;
import encore.reservation.ReservationCommand.RejectionReason;
import encore.reservation.ReservationEvent.PaymentRejected;
import encore.reservation.ReservationEvent.PaymentRequested;
import encore.reservation.ReservationEvent.ReservationCancelled;
import encore.reservation.ReservationEvent.ReservationExpired;
import encore.reservation.ReservationEvent.ReservationOpened;
import encore.reservation.ReservationEvent.ReservationPaid;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

/**
 * One person's claim on one seat. The seat opens it, in the same unit of work as the hold, so a
 * hold without its reservation cannot exist.
 */
@Aggregate(cache = "aggregateCache")
class Reservation {

    @AggregateIdentifier
    private ReservationId id;

    private UserId owner;
    private PerformanceId performance;
    private SeatId seat;
    private long price;
    private Instant holdUntil;
    private State state;

    /** The payments that came to nothing: asked again, they are not begun anew. */
    private final Set<PaymentId> rejected = new HashSet<>();

    private sealed interface State {

        record Pending() implements State {}

        record Paying(PaymentId payment) implements State {}

        record Paid(PaymentId payment) implements State {}

        record Over() implements State {}
    }

    protected Reservation() {}

    @SuppressWarnings("NullAway.Init")
    Reservation(ReservationOpened opened) {
        apply(opened);
    }

    @CommandHandler
    void handle(CancelReservation command, Allowances allowances) throws Exception {
        refuseUnlessOwner(command.user());
        switch (state) {
            case State.Pending pending -> {
                allowances.ask(new ReturnAllowance(allowance(), id));
                apply(new ReservationCancelled(id, seat));
            }
            case State.Paying paying -> throw new Refused(ReservationRefusal.RESERVATION_PAID);
            case State.Paid paid -> throw new Refused(ReservationRefusal.RESERVATION_PAID);
            case State.Over over -> {}
        }
    }

    @CommandHandler
    void handle(ExpireReservation command, Clock clock) {
        if (state instanceof State.Pending && !clock.instant().isBefore(holdUntil)) {
            apply(new ReservationExpired(id, seat));
        }
    }

    @CommandHandler
    BegunPayment handle(Pay command, Clock clock, Allowances allowances) throws Exception {
        var now = clock.instant();
        return new BegunPayment(
                switch (state) {
                    case State.Over over
                    when rejected.contains(command.payment()) -> command.payment();
                    case State.Over over ->
                        throw new Refused(ReservationRefusal.RESERVATION_CANCELLED);
                    case State.Paid(var payment) when payment.equals(command.payment()) -> payment;
                    case State.Paid paid -> throw new Refused(ReservationRefusal.RESERVATION_PAID);
                    case State.Paying(var payment) -> {
                        refuseUnlessOwner(command.user());
                        yield payment;
                    }
                    case State.Pending pending
                    when rejected.contains(command.payment()) -> command.payment();
                    case State.Pending pending -> {
                        if (!now.isBefore(holdUntil)) {
                            throw new Refused(ReservationRefusal.RESERVATION_CANCELLED);
                        }
                        refuseUnlessOwner(command.user());
                        allowances.ask(new SpendAllowance(allowance(), id, command.payment()));
                        apply(new PaymentRequested(
                                id, command.payment(), owner, command.token(), seat, price, now));
                        yield command.payment();
                    }
                },
                price);
    }

    @CommandHandler
    void handle(ConfirmPayment command) {
        if (state.equals(new State.Paying(command.payment()))) {
            apply(new ReservationPaid(id, command.payment()));
        }
    }

    @CommandHandler
    void handle(RejectPayment command) {
        if (state.equals(new State.Paying(command.payment()))) {
            apply(new PaymentRejected(id, command.payment(), command.reason(), command.balance()));
            if (command.reason() == RejectionReason.HOLD_LOST) {
                apply(new ReservationExpired(id, seat));
            }
        }
    }

    private AllowanceId allowance() {
        return new AllowanceId(performance, owner);
    }

    private void refuseUnlessOwner(UserId user) {
        if (!owner.equals(user)) {
            throw new Refused(ReservationRefusal.NOT_RESERVATION_OWNER);
        }
    }

    @EventSourcingHandler
    void evolve(ReservationEvent event) {
        state = switch (event) {
            case ReservationOpened e -> {
                id = e.reservation();
                owner = e.user();
                performance = e.performance();
                seat = e.seat();
                price = e.price();
                holdUntil = e.holdUntil();
                yield new State.Pending();
            }
            case ReservationCancelled e -> new State.Over();
            case ReservationExpired e -> new State.Over();
            case PaymentRequested e -> new State.Paying(e.payment());
            case ReservationPaid e -> new State.Paid(e.payment());
            case PaymentRejected e -> {
                rejected.add(e.payment());
                yield new State.Pending();
            }
        };
    }
}
