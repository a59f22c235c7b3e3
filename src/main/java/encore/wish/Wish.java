package encore.wish;

import encore.kernel.Refused;
import encore.reservation.ReservationId;
import encore.wish.WishCommand.ConsiderWish;
import encore.wish.WishCommand.LapseWish;
import encore.wish.WishCommand.MakeWish;
import encore.wish.WishCommand.OfferWish;
import encore.wish.WishCommand.TakeWish;
import encore.wish.WishCommand.WithdrawWish;
import encore.wish.WishEvent.WishLapsed;
import encore.wish.WishEvent.WishMade;
import encore.wish.WishEvent.WishOffered;
import encore.wish.WishEvent.WishTaken;
import encore.wish.WishEvent.WishWithdrawn;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

import java.time.Clock;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

/** One user's wish for seats of one performance: at most one at a time. */
@Aggregate(cache = "aggregateCache")
class Wish {

    @AggregateIdentifier
    private WisherId id;

    private WishId wish;
    private State state;

    private sealed interface State {

        record Waiting() implements State {}

        record Offered(ReservationId reservation) implements State {}

        record Over() implements State {}
    }

    protected Wish() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(MakeWish command, Clock clock) {
        if (command.wish().equals(wish)) {
            return;
        }
        if (isOpen()) {
            throw new Refused(WishRefusal.WISH_EXISTS);
        }
        apply(new WishMade(
                command.wish(),
                command.wisher().user(),
                command.wisher().performance(),
                command.count(),
                command.section() == null ? null : command.section().value(),
                clock.instant()));
    }

    @CommandHandler
    void handle(WithdrawWish command, Clock clock) {
        if (!isOpen()) {
            throw new Refused(WishRefusal.WISH_NOT_FOUND);
        }
        apply(new WishWithdrawn(wish, id.user(), id.performance(), offered(), clock.instant()));
    }

    @CommandHandler
    boolean handle(ConsiderWish command) {
        return waits(command.wish());
    }

    @CommandHandler
    void handle(OfferWish command, Clock clock) {
        if (waits(command.wish())) {
            apply(new WishOffered(
                    wish,
                    id.user(),
                    id.performance(),
                    command.reservation(),
                    command.seats(),
                    command.section() == null ? null : command.section().value(),
                    command.offer().payableFrom(),
                    command.offer().until(),
                    clock.instant()));
        }
    }

    @CommandHandler
    void handle(TakeWish command, Clock clock) {
        if (command.reservation().equals(offered())) {
            apply(new WishTaken(
                    wish, id.user(), id.performance(), command.reservation(), clock.instant()));
        }
    }

    @CommandHandler
    void handle(LapseWish command, Clock clock) {
        if (command.wish().equals(wish) && isOpen()) {
            apply(new WishLapsed(
                    wish,
                    id.user(),
                    id.performance(),
                    offered(),
                    command.reason(),
                    clock.instant()));
        }
    }

    private boolean waits(WishId which) {
        return which.equals(wish) && state instanceof State.Waiting;
    }

    private boolean isOpen() {
        return state instanceof State.Waiting || state instanceof State.Offered;
    }

    private @Nullable ReservationId offered() {
        return state instanceof State.Offered(var reservation) ? reservation : null;
    }

    @EventSourcingHandler
    void evolve(WishEvent event) {
        id = event.wisher();
        wish = event.wish();
        state = switch (event) {
            case WishMade e -> new State.Waiting();
            case WishOffered e -> new State.Offered(e.reservation());
            case WishTaken e -> new State.Over();
            case WishLapsed e -> new State.Over();
            case WishWithdrawn e -> new State.Over();
        };
    }
}
