package encore.reservation.seatmap;

import encore.concert.PerformanceId;
import encore.kernel.Query;
import encore.reservation.hall.Hall;

/**
 * The seats of a performance as who chooses among them sees them. It changes with every event that
 * this node hears of. Refused with PERFORMANCE_NOT_FOUND for an unknown performance.
 */
public record FindHall(PerformanceId performance) implements Query<Hall> {}
