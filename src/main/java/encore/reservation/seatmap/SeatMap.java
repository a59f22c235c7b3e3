package encore.reservation.seatmap;

import java.util.List;

/** Every seat of a performance, section by section, row by row. */
public record SeatMap(String performanceId, List<SeatView> seats) {}
