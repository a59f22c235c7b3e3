package encore.reservation.seatmap;

import encore.concert.PerformanceId;
import encore.http.JsonBytes;
import encore.kernel.Query;

/** The seats of a performance. Refused with PERFORMANCE_NOT_FOUND for an unknown one. */
record FindSeats(PerformanceId performance) implements Query<JsonBytes> {}
