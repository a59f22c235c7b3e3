package encore.concert;

import encore.kernel.Query;

/**
 * What holds of a performance, as of all events that this node knows of; answered from memory.
 * Refused with PERFORMANCE_NOT_FOUND for an unknown one.
 */
public record FindTerms(PerformanceId performance) implements Query<Terms> {}
