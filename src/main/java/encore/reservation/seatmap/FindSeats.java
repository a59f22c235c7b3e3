package encore.reservation.seatmap;

import encore.concert.PerformanceId;
import encore.http.JsonBytes;
import encore.kernel.Query;

import org.jspecify.annotations.Nullable;

/**
 * The seats of a performance. Refused with PERFORMANCE_NOT_FOUND for an unknown one, and with
 * SECTION_NOT_FOUND when it has no such section.
 *
 * @param section only of this one; null for all
 * @param since only those that look different since then; null for all
 */
record FindSeats(
        PerformanceId performance,
        @Nullable String section,
        @Nullable SeatMapVersion since) implements Query<JsonBytes> {}
