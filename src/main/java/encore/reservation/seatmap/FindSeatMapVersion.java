package encore.reservation.seatmap;

import encore.concert.PerformanceId;
import encore.kernel.Query;

import org.jspecify.annotations.Nullable;

/**
 * A name for the state of a performance's seats, another one whenever a seat looks different.
 * Refused as {@link FindSeats} is.
 *
 * @param section that is going to be asked for; null for all
 */
record FindSeatMapVersion(
        PerformanceId performance, @Nullable String section) implements Query<SeatMapVersion> {}
