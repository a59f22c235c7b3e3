package encore.reservation.seatmap;

import encore.concert.PerformanceId;
import encore.kernel.Query;

/**
 * The seats of a performance as this node has them in memory, and changes them. Refused with
 * PERFORMANCE_NOT_FOUND for an unknown performance.
 */
record FindSeatsInMemory(PerformanceId performance) implements Query<SeatMapCache> {}
