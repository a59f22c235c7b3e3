package encore.concert;

import encore.kernel.Command;
import encore.kernel.Id;
import encore.kernel.InvalidValue;
import encore.kernel.Refusal;
import encore.kernel.Words;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** What can be asked of a performance. */
public sealed interface PerformanceCommand<R> extends Command<R> {

    @Override
    default Optional<Refusal> unknownId() {
        return Optional.of(PerformanceRefusal.PERFORMANCE_NOT_FOUND);
    }

    /**
     * Announce a performance; its seats are placed from the event that follows. An operator's
     * command. Refused with INVALID_REQUEST when it does not begin within the next five years.
     *
     * @param zone the clocks at the venue
     */
    record SchedulePerformance(
            @TargetAggregateIdentifier PerformanceId performance,
            Title title,
            Venue venue,
            Instant startsAt,
            ZoneId zone,
            List<Section> sections)
            implements PerformanceCommand<Void> {

        public static final int MOST_SECTIONS = 100;
        public static final int MOST_SEATS = 100_000;

        private static final int YEARS_AHEAD = 5;

        /** A seat's id is that of its performance, and where it is: {@code -100-1000-1000}. */
        private static final int LONGEST_ID = Id.LONGEST - "-100-1000-1000".length();

        /**
         * Takes what can be announced.
         *
         * @throws InvalidValue when there is no seat, or more than {@link #MOST_SEATS}; when there
         *     are more than {@link #MOST_SECTIONS} sections, or two that are called the same; when
         *     the performance's id leaves no room for the ids of its seats
         */
        public SchedulePerformance {
            Words.complete(performance, title, venue, zone, sections);
            Words.complete(sections.toArray());
            startsAt = Words.moment("startsAt", startsAt);
            sections = List.copyOf(sections);
            if (performance.value().length() > LONGEST_ID) {
                throw new InvalidValue("performanceId", "unfit.performance-id");
            }
            if (sections.size() > MOST_SECTIONS) {
                throw new InvalidValue("sections", "unfit.sections");
            }
            if (sections.stream()
                            .map(section -> section.name().spoken())
                            .distinct()
                            .count()
                    < sections.size()) {
                throw new InvalidValue("sections", "unfit.section-names");
            }
            long seats = sections.stream().mapToLong(Section::seats).sum();
            if (seats < 1 || seats > MOST_SEATS) {
                throw new InvalidValue("sections", "unfit.seats");
            }
        }

        /** Whether it begins within the next five years. */
        boolean isAheadOf(Instant now) {
            var latest = now.atZone(ZoneOffset.UTC).plusYears(YEARS_AHEAD).toInstant();
            return startsAt.isAfter(now) && !startsAt.isAfter(latest);
        }

        int seats() {
            return sections.stream().mapToInt(Section::seats).sum();
        }
    }
}
