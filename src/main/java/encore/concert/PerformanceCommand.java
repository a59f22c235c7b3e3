package encore.concert;

import encore.kernel.Command;
import encore.kernel.Id;
import encore.kernel.InvalidValue;
import encore.kernel.LineName;
import encore.kernel.Operator;
import encore.kernel.Reason;
import encore.kernel.Refusal;
import encore.kernel.Words;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneId;
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
     * @param salesOpenAt null when its seats are sold at once
     * @param salesCloseAt null when they are sold until it begins
     * @param refundableUntil until when a buyer may give them back; null for never
     * @param line whose tokens let in to it; null for the default line's
     */
    record SchedulePerformance(
            @TargetAggregateIdentifier PerformanceId performance,
            Title title,
            Venue venue,
            Instant startsAt,
            ZoneId zone,
            List<Section> sections,
            @Nullable Instant salesOpenAt,
            @Nullable Instant salesCloseAt,
            @Nullable Instant refundableUntil,
            @Nullable LineName line)
            implements PerformanceCommand<Void> {

        public static final int MOST_SECTIONS = 100;
        public static final int MOST_SEATS = 100_000;

        /** A seat's id is that of its performance, and where it is: {@code -100-1000-1000}. */
        private static final int LONGEST_ID = Id.LONGEST - "-100-1000-1000".length();

        /**
         * Takes what can be announced.
         *
         * @throws InvalidValue when there is no seat, or more than {@link #MOST_SEATS}; when there
         *     are more than {@link #MOST_SECTIONS} sections, or two that are called the same; when
         *     the performance's id leaves no room for the ids of its seats; when sales close
         *     before they open, or refunds end after the start
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
                            .map(section -> Spoken.form(section.name().value()))
                            .distinct()
                            .count()
                    < sections.size()) {
                throw new InvalidValue("sections", "unfit.section-names");
            }
            long seats = sections.stream().mapToLong(Section::seats).sum();
            if (seats < 1 || seats > MOST_SEATS) {
                throw new InvalidValue("sections", "unfit.seats");
            }
            salesOpenAt = momentOrNull("salesOpenAt", salesOpenAt);
            salesCloseAt = momentOrNull("salesCloseAt", salesCloseAt);
            refundableUntil = momentOrNull("refundableUntil", refundableUntil);
            new SalesSpan(salesOpenAt, salesCloseAt, refundableUntil).mustFit(startsAt);
        }

        private static @Nullable Instant momentOrNull(String field, @Nullable Instant moment) {
            return moment == null ? null : Words.moment(field, moment);
        }

        /** One of which nothing is said about sales. */
        public SchedulePerformance(
                PerformanceId performance,
                Title title,
                Venue venue,
                Instant startsAt,
                ZoneId zone,
                List<Section> sections) {
            this(performance, title, venue, startsAt, zone, sections, null, null, null, null);
        }

        int seats() {
            return sections.stream().mapToInt(Section::seats).sum();
        }
    }

    /**
     * Correct what was announced, say when its seats are sold, close or reopen it: all of that, or
     * nothing. What is as asked already stays as it is, and is no event. An operator's command.
     * Refused with PERFORMANCE_CANCELLED for one that is; with INVALID_REQUEST when a new start is
     * not within the next five years, when sales would close before they open, or refunds end
     * after the start.
     *
     * @param title null when it stays
     * @param venue null when it stays
     * @param startsAt null when it stays
     * @param salesOpenAt null when it stays
     * @param salesCloseAt null when it stays
     * @param refundableUntil null when it stays
     * @param status OPEN or CLOSED; null when it stays
     */
    record ChangePerformance(
            @TargetAggregateIdentifier PerformanceId performance,
            @Nullable Title title,
            @Nullable Venue venue,
            @Nullable Instant startsAt,
            @Nullable Appointed salesOpenAt,
            @Nullable Appointed salesCloseAt,
            @Nullable Appointed refundableUntil,
            @Nullable PerformanceStatus status,
            Operator by,
            Reason reason)
            implements PerformanceCommand<Void> {

        public ChangePerformance {
            Words.complete(performance, by, reason);
            startsAt = startsAt == null ? null : Words.moment("startsAt", startsAt);
            if (status == PerformanceStatus.CANCELLED) {
                throw new InvalidValue("status", "malformed");
            }
        }
    }

    /**
     * It does not take place, for good. An operator's command. Refused with PERFORMANCE_CANCELLED
     * when it is cancelled already.
     */
    record CancelPerformance(
            @TargetAggregateIdentifier PerformanceId performance, Operator by, Reason reason)
            implements PerformanceCommand<Void> {

        public CancelPerformance {
            Words.complete(performance, by, reason);
        }
    }
}
