package encore.concert;

import encore.kernel.Event;
import org.axonframework.serialization.Revision;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** What can happen to a performance. */
public sealed interface PerformanceEvent extends Event {

    PerformanceId performance();

    /**
     * A performance was announced. Its parts are kept as they were said then, whatever a {@link
     * Title} or a {@link Section} may be today.
     *
     * @param zone the clocks at the venue: they tell which day it is on
     */
    @Revision("2")
    record PerformanceScheduled(
            PerformanceId performance,
            String title,
            String venue,
            Instant startsAt,
            ZoneId zone,
            List<AnnouncedSection> sections)
            implements PerformanceEvent {

        /** The day at the venue. */
        public LocalDate day() {
            return startsAt.atZone(zone).toLocalDate();
        }

        public int totalSeats() {
            return sections.stream().mapToInt(AnnouncedSection::seats).sum();
        }
    }

    /** A {@link Section} as it was announced; price in points. */
    record AnnouncedSection(String name, int rows, int seatsPerRow, long price) {

        static AnnouncedSection of(Section section) {
            return new AnnouncedSection(
                    section.name().value(),
                    section.rows(),
                    section.seatsPerRow(),
                    section.price().points());
        }

        int seats() {
            return Math.multiplyExact(rows, seatsPerRow);
        }
    }
}
