package encore.concert;

import encore.kernel.Query;

/** How many seats of a performance are placed by now; none of an unknown one. */
public record FindPlacedSeats(PerformanceId performance) implements Query<Long> {}
