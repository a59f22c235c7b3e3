package encore.concert;

import encore.concert.PerformanceCommand.SchedulePerformance;
import encore.concert.PerformanceEvent.AnnouncedSection;
import encore.concert.PerformanceEvent.PerformanceScheduled;
import encore.kernel.InvalidValue;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;

import java.time.Clock;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

/** One concert on one date at one venue. */
@Aggregate(cache = "aggregateCache")
class Performance {

    @AggregateIdentifier
    @SuppressWarnings("unused")
    private PerformanceId id;

    protected Performance() {}

    @CommandHandler
    @SuppressWarnings("NullAway.Init")
    Performance(SchedulePerformance command, Clock clock) {
        if (!command.isAheadOf(clock.instant())) {
            throw new InvalidValue("startsAt", "unfit.starts-at").refused();
        }
        apply(new PerformanceScheduled(
                command.performance(),
                command.title().value(),
                command.venue().value(),
                command.startsAt(),
                command.zone(),
                command.sections().stream().map(AnnouncedSection::of).toList()));
    }

    @EventSourcingHandler
    void evolve(PerformanceEvent event) {
        id = event.performance();
    }
}
