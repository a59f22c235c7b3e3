package encore.concert;

import com.fasterxml.jackson.annotation.JsonInclude;
import encore.kernel.Event;
import encore.kernel.LineName;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

/**
 * What can happen to a performance. Whatever the operator does to one that is announced tells who
 * ({@code by}), why, and when.
 */
public sealed interface PerformanceEvent extends Event {

    PerformanceId performance();

    /**
     * A performance was announced. Its parts are kept as they were said then, whatever a {@link
     * Title} or a {@link Section} may be today.
     *
     * @param zone the clocks at the venue: they tell which day it is on
     * @param salesOpenAt null when its seats are sold at once
     * @param salesCloseAt null when they are sold until it begins
     * @param refundableUntil until when a buyer may give them back; null for never
     * @param line whose tokens let in to it; null for the default line's
     */
    @Revision("2")
    record PerformanceScheduled(
            PerformanceId performance,
            String title,
            String venue,
            Instant startsAt,
            ZoneId zone,
            List<AnnouncedSection> sections,
            @JsonInclude(NON_NULL) @Nullable Instant salesOpenAt,
            @JsonInclude(NON_NULL) @Nullable Instant salesCloseAt,
            @JsonInclude(NON_NULL) @Nullable Instant refundableUntil,
            @JsonInclude(NON_NULL) @Nullable LineName line)
            implements PerformanceEvent {

        /** One of which nothing was said about sales. */
        public PerformanceScheduled(
                PerformanceId performance,
                String title,
                String venue,
                Instant startsAt,
                ZoneId zone,
                List<AnnouncedSection> sections) {
            this(performance, title, venue, startsAt, zone, sections, null, null, null, null);
        }

        /** The day at the venue. */
        public LocalDate day() {
            return startsAt.atZone(zone).toLocalDate();
        }

        public int totalSeats() {
            return sections.stream().mapToInt(AnnouncedSection::seats).sum();
        }
    }

    /**
     * A {@link Section} as it was announced; price in points.
     *
     * @param layout each row; null when all are equal
     */
    record AnnouncedSection(
            String name,
            int rows,
            int seatsPerRow,
            long price,
            @JsonInclude(NON_NULL) @Nullable List<AnnouncedRow> layout) {

        /** One of equal rows. */
        public AnnouncedSection(String name, int rows, int seatsPerRow, long price) {
            this(name, rows, seatsPerRow, price, null);
        }

        static AnnouncedSection of(Section section) {
            var layout = section.layout();
            return new AnnouncedSection(
                    section.name().value(),
                    section.rows(),
                    section.seatsPerRow(),
                    section.price().points(),
                    layout == null
                            ? null
                            : layout.stream().map(AnnouncedRow::of).toList());
        }

        public int seats() {
            return layout == null
                    ? Math.multiplyExact(rows, seatsPerRow)
                    : layout.stream()
                            .mapToInt(row -> new SeatNumbers(row.seats()).count())
                            .sum();
        }
    }

    /** A {@link HallRow} as it was announced. */
    record AnnouncedRow(
            @JsonInclude(NON_NULL) @Nullable String label,
            String seats,
            @JsonInclude(NON_NULL) @Nullable Double x,
            @JsonInclude(NON_NULL) @Nullable Double y) {

        static AnnouncedRow of(HallRow row) {
            var label = row.label();
            return new AnnouncedRow(
                    label == null ? null : label.value(), row.seats().value(), row.x(), row.y());
        }
    }

    /**
     * What was announced was wrong, or has changed.
     *
     * @param title null when it stays
     * @param venue null when it stays
     * @param startsAt null when it stays
     * @param zone the clocks at the venue
     */
    record PerformanceCorrected(
            PerformanceId performance,
            @Nullable String title,
            @Nullable String venue,
            @Nullable Instant startsAt,
            ZoneId zone,
            String by,
            String reason,
            Instant at)
            implements PerformanceEvent {

        /** The day at the venue; null when it stays. */
        public @Nullable LocalDate day() {
            return startsAt == null ? null : startsAt.atZone(zone).toLocalDate();
        }
    }

    /**
     * From now on its seats are sold between these moments.
     *
     * @param salesOpenAt null for at once
     * @param salesCloseAt null for when it begins
     * @param refundableUntil until when a buyer may give seats back; null for never
     */
    record SalesScheduled(
            PerformanceId performance,
            @Nullable Instant salesOpenAt,
            @Nullable Instant salesCloseAt,
            @Nullable Instant refundableUntil,
            String by,
            String reason,
            Instant at)
            implements PerformanceEvent {}

    /** No more seats are sold, for now. */
    record PerformanceClosed(PerformanceId performance, String by, String reason, Instant at)
            implements PerformanceEvent {}

    /** Seats are sold again. */
    record PerformanceReopened(PerformanceId performance, String by, String reason, Instant at)
            implements PerformanceEvent {}

    /** It does not take place, for good. */
    record PerformanceCancelled(PerformanceId performance, String by, String reason, Instant at)
            implements PerformanceEvent {}
}
