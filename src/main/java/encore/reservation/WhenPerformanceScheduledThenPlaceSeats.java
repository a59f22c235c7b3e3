package encore.reservation;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;

import encore.concert.PerformanceEvent.PerformanceScheduled;
import encore.concert.PerformanceId;
import encore.kernel.Commands;
import encore.kernel.ProcessorNames;
import encore.reservation.SeatEvent.SeatPlaced;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Places the seats of a performance, a thousand to a transaction: the last one of a thousand has
 * the next placed. So an arena holds up no other work, and after an interruption it goes on
 * with the next thousand.
 */
@Component
@ProcessingGroup(ProcessorNames.AUTOMATION + "place-seats")
@DisallowReplay
class WhenPerformanceScheduledThenPlaceSeats {

    private static final Logger log =
            LoggerFactory.getLogger(WhenPerformanceScheduledThenPlaceSeats.class);
    private static final int BATCH = 1_000;
    private static final int KEPT = 100;

    private final Commands commands;
    private final EventStore events;
    /** Nothing is kept of one that was never announced. */
    @SuppressWarnings("NullAway")
    private final LoadingCache<PerformanceId, @Nullable SeatPlan> plans =
            Caffeine.newBuilder().maximumSize(KEPT).build(this::read);

    WhenPerformanceScheduledThenPlaceSeats(Commands commands, EventStore events) {
        this.commands = commands;
        this.events = events;
    }

    /** Null when it was never announced. */
    private @Nullable SeatPlan read(PerformanceId performance) {
        return events.readEvents(performance.toString())
                .asStream()
                .map(event -> event.getPayload())
                .filter(PerformanceScheduled.class::isInstance)
                .map(event -> new SeatPlan((PerformanceScheduled) event))
                .findFirst()
                .orElse(null);
    }

    /** One that was announced before there were rules, and can have no seats, stops no other. */
    @EventHandler
    void on(PerformanceScheduled performance) {
        try {
            place(plans.get(performance.performance()), 0);
        } catch (IllegalArgumentException unfit) {
            log.error("{} can have no seats: {}", performance.performance(), unfit.getMessage());
        }
    }

    @EventHandler
    void on(SeatPlaced seat) {
        var plan = plans.get(seat.performance());
        int placed = plan == null ? 0 : plan.indexOf(seat.seat()) + 1;
        if (placed == 0) {
            return;
        }
        if (placed % BATCH == 0 && placed < plan.size()) {
            place(plan, placed);
        } else if (placed == plan.size()) {
            log.info("placed {} seats of {}", placed, seat.performance());
        }
    }

    /** All or none of a batch is placed, so its first seat tells for all. */
    private void place(SeatPlan plan, int from) {
        var first = plan.seat(from);
        if (events.lastSequenceNumberFor(first.seat().toString()).isEmpty()) {
            for (int n = from; n < Math.min(from + BATCH, plan.size()); n++) {
                commands.send(plan.seat(n));
            }
        }
    }
}
