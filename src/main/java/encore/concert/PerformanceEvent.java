package encore.concert;

import encore.kernel.Event;

import java.time.Instant;
import java.util.List;

/** What can happen to a performance. */
public sealed interface PerformanceEvent extends Event {

    PerformanceId performance();

    /** A performance was announced. */
    record PerformanceScheduled(PerformanceId performance, String title, String venue,
            Instant startsAt, List<Section> sections) implements PerformanceEvent {

        public int totalSeats() {
            return sections.stream().mapToInt(Section::seats).sum();
        }
    }
}
