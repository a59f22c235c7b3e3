package encore.reservation;

import encore.concert.PerformanceId;
import encore.concert.PerformanceRefusal;
import encore.concert.Terms;
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
import encore.reservation.ReservationCommand.RefundReservation;
import encore.reservation.ReservationCommand.RejectPayment;
import encore.reservation.ReservationCommand.SellSeats;
import encore.reservation.ReservationEvent.PaymentRejected;
import encore.reservation.ReservationEvent.PaymentRequested;
import encore.reservation.ReservationEvent.ReservationCancelled;
import encore.reservation.ReservationEvent.ReservationExpired;
import encore.reservation.ReservationEvent.ReservationOpened;
import encore.reservation.ReservationEvent.ReservationPaid;
import encore.reservation.ReservationEvent.ReservationRefunded;
import encore.reservation.SeatCommand.SellSeat;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

/**
 * One person's claim on some seats of one performance, which are held, sold and given back together
 * (rule 10). It is opened in the same unit of work as its seats are held, so a hold without its
 * reservation cannot exist.
 */
@Aggregate(cache = "aggregateCache")
class Reservation {

    @AggregateIdentifier
    private ReservationId id;

    private UserId owner;
    private PerformanceId performance;
    private List<SeatId> seats;
    private long price;
    private Instant holdUntil;
    private Instant freeFrom;
    private @Nullable Instant payableFrom;
    private @Nullable State state;

    /** The payments that came to nothing: asked again, they are not begun anew. */
    private final Set<PaymentId> rejected = new HashSet<>();

    private sealed interface State {

        record Pending() implements State {}

        record Paying(PaymentId payment) implements State {}

        record Paid(PaymentId payment) implements State {}

        record Refunded(ReservationRefunded refund) implements State {}

        record Over() implements State {}
    }

    protected Reservation() {}

    /** Begins one, for {@link Opening}. */
    @SuppressWarnings("NullAway.Init")
    Reservation(ReservationOpened opened) {
        apply(opened);
    }

    @CommandHandler
    void handle(
            CancelReservation command, Clock clock, Allowances allowances, ReturnTimes returnTimes)
            throws Exception {
        refuseUnlessOwner(command.user());
        switch (state()) {
            case State.Pending pending -> {
                var from = returnTimes.ofReturned(clock.instant());
                allowances.ask(new ReturnAllowance(allowance(), id));
                apply(new ReservationCancelled(id, seats, from));
            }
            case State.Paying paying -> throw new Refused(ReservationRefusal.RESERVATION_PAID);
            case State.Paid paid -> throw new Refused(ReservationRefusal.RESERVATION_PAID);
            case State.Refunded refunded -> {}
            case State.Over over -> {}
        }
    }

    @CommandHandler
    void handle(ExpireReservation command, Clock clock) {
        if (state() instanceof State.Pending && !clock.instant().isBefore(holdUntil)) {
            apply(new ReservationExpired(id, seats, freeFrom));
        }
    }

    @CommandHandler
    BegunPayment handle(Pay command, Clock clock, Allowances allowances) throws Exception {
        var now = clock.instant();
        return new BegunPayment(
                switch (state()) {
                    case State.Over over
                    when rejected.contains(command.payment()) -> command.payment();
                    case State.Over over ->
                        throw new Refused(ReservationRefusal.RESERVATION_CANCELLED);
                    case State.Refunded(var refund)
                    when refund.payment().equals(command.payment()) -> command.payment();
                    case State.Refunded refunded ->
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
                        refuseUnlessPayable(command.terms(), now);
                        LineOfPerformance.mustHaveLetIn(command.token(), command.terms());
                        allowances.ask(new SpendAllowance(allowance(), id, command.payment()));
                        apply(new PaymentRequested(
                                id, command.payment(), owner, command.token(), seats, price, now));
                        yield command.payment();
                    }
                },
                price);
    }

    @CommandHandler
    void handle(SellSeats command, Clock clock, Seats all) throws Exception {
        if (state().equals(new State.Paying(command.payment()))) {
            var now = clock.instant();
            var mine = all.of(seats);
            boolean canAll = !mine.look(seat -> seat.canBeSoldTo(id, command.payment(), now))
                    .contains(false);
            mine.ask(seat -> new SellSeat(seat, id, command.payment(), canAll));
        }
    }

    @CommandHandler
    void handle(ConfirmPayment command) {
        if (state().equals(new State.Paying(command.payment()))) {
            apply(new ReservationPaid(id, command.payment()));
        }
    }

    @CommandHandler
    void handle(RejectPayment command) {
        if (state().equals(new State.Paying(command.payment()))) {
            apply(new PaymentRejected(id, command.payment(), command.reason(), command.balance()));
            if (command.reason() == RejectionReason.HOLD_LOST) {
                apply(new ReservationExpired(id, seats, freeFrom));
            }
        }
    }

    @CommandHandler
    ReservationRefunded handle(
            RefundReservation command, Clock clock, Allowances allowances, ReturnTimes returnTimes)
            throws Exception {
        if (command.owner() != null) {
            refuseUnlessOwner(command.owner());
        }
        if (state() instanceof State.Refunded(var refund)) {
            return refund;
        }
        var now = clock.instant();
        if (!(state() instanceof State.Paid(var payment))
                || (command.owner() != null && !command.terms().isRefundableAt(now))) {
            throw new Refused(ReservationRefusal.NOT_REFUNDABLE);
        }
        var refunded = new ReservationRefunded(
                id,
                payment,
                command.refund(),
                owner,
                performance,
                seats,
                price,
                command.by() == null ? null : command.by().name(),
                command.reason() == null ? null : command.reason().value(),
                returnTimes.ofReturned(now),
                now);
        allowances.ask(new ReturnAllowance(allowance(), id));
        apply(refunded);
        return refunded;
    }

    private State state() {
        return Objects.requireNonNull(state);
    }

    private AllowanceId allowance() {
        return new AllowanceId(performance, owner);
    }

    private void refuseUnlessPayable(Terms terms, Instant now) {
        if (terms.isCancelled()) {
            throw new Refused(PerformanceRefusal.PERFORMANCE_CANCELLED);
        }
        if (terms.hasBegunAt(now)) {
            throw new Refused(ReservationRefusal.PERFORMANCE_CLOSED);
        }
        if (payableFrom != null && now.isBefore(payableFrom)) {
            throw new Refused(PerformanceRefusal.SALES_CLOSED);
        }
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
                seats = e.seatIds();
                price = e.price();
                holdUntil = e.holdUntil();
                freeFrom = e.freeFrom();
                payableFrom = e.payableFrom();
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
            case ReservationRefunded e -> new State.Refunded(e);
        };
    }
}
