package encore.concert;

import org.axonframework.modelling.command.TargetAggregateIdentifier;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** What can be asked of a performance. */
public sealed interface PerformanceCommand {

    /**
     * Announce a performance; its seats are placed from the event that follows. An operator's
     * command.
     *
     * @param zone the clocks at the venue
     * @throws IllegalArgumentException when there are no seats, or more than {@link #MOST_SEATS}
     */
    record SchedulePerformance(@TargetAggregateIdentifier PerformanceId performance, String title,
            String venue, Instant startsAt, ZoneId zone, List<Section> sections)
            implements PerformanceCommand {

        public static final int MOST_SEATS = 100_000;

        public SchedulePerformance {
            sections = List.copyOf(sections);
            long seats = sections.stream().mapToLong(Section::seats).sum();
            if (seats < 1 || seats > MOST_SEATS) {
                throw new IllegalArgumentException("a performance has 1 to 100,000 seats");
            }
        }
    }
}
