package encore.concert;

import encore.concert.PerformanceCommand.CancelPerformance;
import encore.concert.PerformanceCommand.ChangePerformance;
import encore.concert.PerformanceCommand.SchedulePerformance;
import encore.concert.PerformanceEvent.AnnouncedSection;
import encore.concert.PerformanceEvent.PerformanceCancelled;
import encore.concert.PerformanceEvent.PerformanceClosed;
import encore.concert.PerformanceEvent.PerformanceCorrected;
import encore.concert.PerformanceEvent.PerformanceReopened;
import encore.concert.PerformanceEvent.PerformanceScheduled;
import encore.concert.PerformanceEvent.SalesScheduled;
import encore.kernel.InvalidValue;
import encore.kernel.Refused;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

/** One concert on one date at one venue. */
@Aggregate(cache = "aggregateCache")
class Performance {

    private static final int YEARS_AHEAD = 5;

    @AggregateIdentifier
    private PerformanceId id;

    private String title;
    private String venue;
    private Instant startsAt;
    private ZoneId zone;
    private SalesSpan sales = SalesSpan.NOT_SAID;
    private PerformanceStatus status = PerformanceStatus.OPEN;

    @SuppressWarnings("NullAway.Init")
    protected Performance() {}

    @CommandHandler
    @SuppressWarnings("NullAway.Init")
    Performance(SchedulePerformance command, Clock clock) {
        mustBeAheadOf(clock.instant(), command.startsAt());
        apply(new PerformanceScheduled(
                command.performance(),
                command.title().value(),
                command.venue().value(),
                command.startsAt(),
                command.zone(),
                command.sections().stream().map(AnnouncedSection::of).toList(),
                command.salesOpenAt(),
                command.salesCloseAt(),
                command.refundableUntil(),
                command.line()));
    }

    private static void mustBeAheadOf(Instant now, Instant start) {
        var latest = now.atZone(ZoneOffset.UTC).plusYears(YEARS_AHEAD).toInstant();
        if (!start.isAfter(now) || start.isAfter(latest)) {
            throw new InvalidValue("startsAt", "unfit.starts-at").refused();
        }
    }

    @CommandHandler
    void handle(ChangePerformance command, Clock clock) {
        var now = clock.instant();
        mustNotBeCancelled();
        var changed = new Changed(this, command);
        if (changed.startsAt != null) {
            mustBeAheadOf(now, changed.startsAt);
        }
        try {
            changed.sales.mustFit(changed.startsAt == null ? startsAt : changed.startsAt);
        } catch (InvalidValue unfit) {
            throw unfit.refused();
        }
        changed.record(this, command, now);
    }

    @CommandHandler
    void handle(CancelPerformance command, Clock clock) {
        mustNotBeCancelled();
        apply(new PerformanceCancelled(
                id, command.by().name(), command.reason().value(), clock.instant()));
    }

    private void mustNotBeCancelled() {
        if (status == PerformanceStatus.CANCELLED) {
            throw new Refused(PerformanceRefusal.PERFORMANCE_CANCELLED);
        }
    }

    /** What a command makes different. */
    private static final class Changed {

        private final @Nullable String title;
        private final @Nullable String venue;
        private final @Nullable Instant startsAt;
        private final SalesSpan sales;

        private Changed(Performance now, ChangePerformance command) {
            var newTitle = command.title();
            var newVenue = command.venue();
            title = newTitle == null ? null : unless(now.title, newTitle.value());
            venue = newVenue == null ? null : unless(now.venue, newVenue.value());
            startsAt = unless(now.startsAt, command.startsAt());
            sales = new SalesSpan(
                    either(command.salesOpenAt(), now.sales.opensAt()),
                    either(command.salesCloseAt(), now.sales.closesAt()),
                    either(command.refundableUntil(), now.sales.refundableUntil()));
        }

        private static <T> @Nullable T unless(T present, @Nullable T asked) {
            return present.equals(asked) ? null : asked;
        }

        private static @Nullable Instant either(
                @Nullable Appointed asked, @Nullable Instant present) {
            return asked == null ? present : asked.at();
        }

        private void record(Performance performance, ChangePerformance command, Instant now) {
            var id = performance.id;
            var by = command.by().name();
            var reason = command.reason().value();
            if (title != null || venue != null || startsAt != null) {
                apply(new PerformanceCorrected(
                        id, title, venue, startsAt, performance.zone, by, reason, now));
            }
            if (!sales.equals(performance.sales)) {
                apply(new SalesScheduled(
                        id,
                        sales.opensAt(),
                        sales.closesAt(),
                        sales.refundableUntil(),
                        by,
                        reason,
                        now));
            }
            var status = command.status();
            if (status != null && status != performance.status) {
                apply(
                        status == PerformanceStatus.CLOSED
                                ? new PerformanceClosed(id, by, reason, now)
                                : new PerformanceReopened(id, by, reason, now));
            }
        }
    }

    @EventSourcingHandler
    void evolve(PerformanceEvent event) {
        switch (event) {
            case PerformanceScheduled e -> {
                id = e.performance();
                title = e.title();
                venue = e.venue();
                startsAt = e.startsAt();
                zone = e.zone();
                sales = new SalesSpan(e.salesOpenAt(), e.salesCloseAt(), e.refundableUntil());
            }
            case PerformanceCorrected e -> {
                title = e.title() == null ? title : e.title();
                venue = e.venue() == null ? venue : e.venue();
                startsAt = e.startsAt() == null ? startsAt : e.startsAt();
            }
            case SalesScheduled e ->
                sales = new SalesSpan(e.salesOpenAt(), e.salesCloseAt(), e.refundableUntil());
            case PerformanceClosed e -> status = PerformanceStatus.CLOSED;
            case PerformanceReopened e -> status = PerformanceStatus.OPEN;
            case PerformanceCancelled e -> status = PerformanceStatus.CANCELLED;
        }
    }
}
