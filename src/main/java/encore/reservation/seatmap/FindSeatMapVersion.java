package encore.reservation.seatmap;

import encore.concert.PerformanceId;
import encore.kernel.Query;

/**
 * A name for the state of a performance's seats, another one whenever a seat looks different.
 * Refused with PERFORMANCE_NOT_FOUND for an unknown performance.
 */
record FindSeatMapVersion(PerformanceId performance) implements Query<SeatMapVersion> {}
