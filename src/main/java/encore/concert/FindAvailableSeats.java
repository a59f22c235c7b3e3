package encore.concert;

import encore.kernel.Query;

/** How many seats of a performance are neither held nor sold now; none of an unknown one. */
public record FindAvailableSeats(PerformanceId performance) implements Query<Long> {}
