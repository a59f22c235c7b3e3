package encore.concert;

import encore.concert.PerformanceCommand.SchedulePerformance;
import encore.concert.PerformanceEvent.PerformanceScheduled;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

/** One concert on one date at one venue. */
@Aggregate(cache = "aggregateMemory")
class Performance {

    @AggregateIdentifier
    private PerformanceId id;

    protected Performance() {}

    @CommandHandler
    Performance(SchedulePerformance command) {
        apply(new PerformanceScheduled(command.performance(), command.title(), command.venue(),
                command.startsAt(), command.zone(), command.sections()));
    }

    @EventSourcingHandler
    void evolve(PerformanceEvent event) {
        id = event.performance();
    }
}
