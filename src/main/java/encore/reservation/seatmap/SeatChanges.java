package encore.reservation.seatmap;

import java.util.List;

/**
 * What has changed of a seat map.
 *
 * @param version that it has with these changes
 */
public record SeatChanges(String version, List<SeatChange> changed) {}
