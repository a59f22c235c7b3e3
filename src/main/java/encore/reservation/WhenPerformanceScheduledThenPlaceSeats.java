package encore.reservation;

import encore.concert.PerformanceEvent.PerformanceScheduled;
import encore.concert.Price;
import encore.concert.SectionName;
import encore.kernel.Commands;
import encore.reservation.SeatCommand.PlaceSeat;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Places the seats of a performance, many to a transaction: an arena takes seconds. The ids follow
 * from the performance, so that whoever goes on after an interruption finds what is placed already.
 */
@Component
@ProcessingGroup("automation-place-seats")
@DisallowReplay
class WhenPerformanceScheduledThenPlaceSeats {

    private static final Logger log =
            LoggerFactory.getLogger(WhenPerformanceScheduledThenPlaceSeats.class);
    private static final int BATCH = 1_000;

    private final Commands commands;
    private final EventStore events;

    WhenPerformanceScheduledThenPlaceSeats(Commands commands, EventStore events) {
        this.commands = commands;
        this.events = events;
    }

    /** One that was announced before there were rules, and can have no seats, stops no other. */
    @EventHandler
    void on(PerformanceScheduled performance) {
        List<PlaceSeat> seats;
        try {
            seats = seatsOf(performance);
        } catch (IllegalArgumentException unfit) {
            log.error("{} can have no seats: {}", performance.performance(), unfit.getMessage());
            return;
        }
        for (int from = 0; from < seats.size(); from += BATCH) {
            var batch = seats.subList(from, Math.min(from + BATCH, seats.size()));
            // On a thread of its own, for here we are inside the unit of work of the processor,
            // and a nested one would be committed only with that.
            CompletableFuture.runAsync(() -> place(batch), task -> Thread.ofVirtual().start(task))
                    .join();
        }
        log.info("placed {} seats of {} at {}", seats.size(), performance.title(),
                performance.startsAt());
    }

    /** All or none of a batch is placed, so its first seat tells for all. */
    private void place(List<PlaceSeat> batch) {
        if (events.lastSequenceNumberFor(batch.getFirst().seat().toString()).isPresent()) {
            return;
        }
        commands.together(() -> batch.forEach(commands::send));
    }

    private static List<PlaceSeat> seatsOf(PerformanceScheduled performance) {
        var seats = new ArrayList<PlaceSeat>(performance.totalSeats());
        for (int s = 0; s < performance.sections().size(); s++) {
            var section = performance.sections().get(s);
            var name = new SectionName(section.name());
            var price = new Price(section.price());
            for (int row = 1; row <= section.rows(); row++) {
                for (int number = 1; number <= section.seatsPerRow(); number++) {
                    var id = SeatId.of(performance.performance(), s + 1, row, number);
                    seats.add(new PlaceSeat(id, performance.performance(), name, row, number,
                            price, performance.startsAt()));
                }
            }
        }
        return seats;
    }
}
