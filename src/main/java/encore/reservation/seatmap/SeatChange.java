package encore.reservation.seatmap;

/** What a seat looks like since it last changed. */
public record SeatChange(String seatId, SeatView.Status status) {}
