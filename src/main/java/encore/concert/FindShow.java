package encore.concert;

import encore.kernel.Query;

/** What plays where and when. Refused with PERFORMANCE_NOT_FOUND for an unknown performance. */
public record FindShow(PerformanceId performance) implements Query<Show> {}
