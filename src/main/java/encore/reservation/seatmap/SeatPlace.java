package encore.reservation.seatmap;

import encore.concert.PerformanceId;

/**
 * Where a seat is; rows and numbers count from 1. It never changes.
 *
 * @param rowLabel what its row is called, its number if nothing else
 */
public record SeatPlace(
        PerformanceId performance, String section, int row, int number, String rowLabel) {}
