package encore.reservation.seatmap;

import encore.concert.PerformanceId;
import encore.kernel.Query;
import encore.kernel.http.Encoded;

/** The seats of a performance. Refused with PERFORMANCE_NOT_FOUND for an unknown one. */
record FindSeats(PerformanceId performance) implements Query<Encoded> {}
