package encore.reservation;

import encore.kernel.PaymentId;
import encore.kernel.Refused;
import encore.reservation.AllowanceCommand.RegainAllowance;
import encore.reservation.AllowanceCommand.ReturnAllowance;
import encore.reservation.AllowanceCommand.SpendAllowance;
import encore.reservation.AllowanceCommand.TakeAllowance;
import encore.reservation.AllowanceEvent.AllowanceReturned;
import encore.reservation.AllowanceEvent.AllowanceSpent;
import encore.reservation.AllowanceEvent.AllowanceTaken;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

/**
 * How many seats of a performance one user may have, held and bought together. What is
 * held past its time counts no longer: the rule is here, not in a timer.
 *
 * <p>Taking, spending and returning each store an event here, together with what it is about. So of
 * two that are decided at the same time, on whichever nodes, one is decided again on the other.
 */
@Aggregate(cache = "aggregateCache")
class Allowance {

    @AggregateIdentifier
    private AllowanceId id;

    private final Map<ReservationId, Claim> claims = new HashMap<>();

    private sealed interface Claim {

        int seats();

        boolean countsAt(Instant now);

        record Held(int seats, Instant until) implements Claim {
            @Override
            public boolean countsAt(Instant now) {
                return now.isBefore(until);
            }
        }

        record Bought(int seats, PaymentId payment) implements Claim {
            @Override
            public boolean countsAt(Instant now) {
                return true;
            }
        }
    }

    protected Allowance() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(TakeAllowance command, Clock clock, ReservationSettings settings) {
        var now = clock.instant();
        int taken = claims.values().stream()
                .filter(claim -> claim.countsAt(now))
                .mapToInt(Claim::seats)
                .sum();
        if (taken + command.seats() > settings.seatsPerUser()) {
            throw new Refused(ReservationRefusal.SEAT_LIMIT).with("limit", settings.seatsPerUser());
        }
        apply(new AllowanceTaken(
                command.allowance().user(),
                command.allowance().performance(),
                command.reservation(),
                command.seats(),
                command.until()));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(SpendAllowance command) {
        apply(new AllowanceSpent(
                command.allowance().user(),
                command.allowance().performance(),
                command.reservation(),
                command.payment()));
    }

    @CommandHandler
    void handle(RegainAllowance command) {
        if (claims.get(command.reservation()) instanceof Claim.Bought(var seats, var payment)
                && payment.equals(command.payment())) {
            apply(new AllowanceTaken(
                    id.user(), id.performance(), command.reservation(), seats, command.until()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ReturnAllowance command) {
        apply(new AllowanceReturned(
                command.allowance().user(),
                command.allowance().performance(),
                command.reservation()));
    }

    @EventSourcingHandler
    void evolve(AllowanceEvent event) {
        id = event.allowance();
        switch (event) {
            case AllowanceTaken e ->
                claims.put(e.reservation(), new Claim.Held(e.seats(), e.until()));
            case AllowanceSpent e ->
                claims.compute(
                        e.reservation(),
                        (reservation, claim) ->
                                new Claim.Bought(claim == null ? 1 : claim.seats(), e.payment()));
            case AllowanceReturned e -> claims.remove(e.reservation());
        }
    }
}
