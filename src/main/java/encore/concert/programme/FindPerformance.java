package encore.concert.programme;

import encore.concert.PerformanceId;
import encore.kernel.Query;

/** A performance as it stands now. Refused with PERFORMANCE_NOT_FOUND for an unknown one. */
public record FindPerformance(PerformanceId performance) implements Query<PerformanceDetails> {}
