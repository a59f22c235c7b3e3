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
     * A performance was announced.
     *
     * @param zone the clocks at the venue: they tell which day it is on
     */
    @Revision("2")
    record PerformanceScheduled(PerformanceId performance, String title, String venue,
            Instant startsAt, ZoneId zone, List<Section> sections) implements PerformanceEvent {

        /** The day at the venue. */
        public LocalDate day() {
            return startsAt.atZone(zone).toLocalDate();
        }

        public int totalSeats() {
            return sections.stream().mapToInt(Section::seats).sum();
        }
    }
}
