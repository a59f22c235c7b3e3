package encore.reservation.seatmap;

import java.util.List;

/**
 * The seats of a performance, section by section, row by row.
 *
 * @param version of all its seats; sent back as {@code since}, it brings what has changed
 */
public record SeatMap(String performanceId, String version, List<SeatView> seats) {}
