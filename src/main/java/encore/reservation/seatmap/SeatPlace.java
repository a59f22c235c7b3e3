package encore.reservation.seatmap;

import encore.concert.PerformanceId;

/** Where a seat is; rows and numbers count from 1. It never changes. */
public record SeatPlace(PerformanceId performance, String section, int row, int number) {}
