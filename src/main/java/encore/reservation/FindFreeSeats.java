package encore.reservation;

import encore.concert.PerformanceId;
import encore.concert.SectionName;
import encore.kernel.Query;

import org.jspecify.annotations.Nullable;

/**
 * How many seats of a performance anybody may have now. Refused with PERFORMANCE_NOT_FOUND, and
 * with SECTION_NOT_FOUND.
 *
 * @param section only of this one; null for all
 */
public record FindFreeSeats(
        PerformanceId performance, @Nullable SectionName section) implements Query<Long> {}
