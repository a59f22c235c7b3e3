package encore.reservation.seatmap;

import encore.http.Encoded;
import encore.readmodel.Change;
import encore.readmodel.Piece;
import encore.reservation.seatmap.SeatView.Status;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The seats of one performance, and how they look now: drawn once, and again only when one of them
 * has changed or a hold has lapsed.
 */
final class Hall implements Piece {

    private final String performance;
    private final JsonMapper json;
    private final Map<String, SeatRow> seats = new LinkedHashMap<>();
    private Picture picture;

    /** How the seats look until some moment, or until one changes. */
    private static final class Picture {

        private final String version;
        private final Instant drawnAt;
        private final Instant until;
        private Encoded map;

        private Picture(String version, Instant drawnAt, Instant until) {
            this.version = version;
            this.drawnAt = drawnAt;
            this.until = until;
        }
    }

    /** In the order in which they were placed. */
    Hall(String performance, Collection<SeatRow> seats, JsonMapper json) {
        this.performance = performance;
        this.json = json;
        seats.forEach(seat -> this.seats.put(seat.seatId, seat));
    }

    @Override
    public synchronized int rows() {
        return seats.size();
    }

    @Override
    public synchronized void take(Change<?> change) {
        var seat = change.in(SeatRow.class);
        if (seat != null) {
            seats.compute((String) seat.key(), (id, before) -> seat.of(before));
            picture = null;
        }
    }

    /** Another one whenever a seat looks different. */
    synchronized String version(Instant now) {
        return pictureAt(now).version;
    }

    synchronized Encoded map(Instant now) {
        var current = pictureAt(now);
        if (current.map == null) {
            List<SeatView> views = seats.values().stream().map(seat -> seat.at(now)).toList();
            current.map = new Encoded(
                    json.writeValueAsBytes(new SeatMap(performance, views)));
        }
        return current.map;
    }

    /** Between two events a map changes only by holds that lapse, so their count tells the rest. */
    private Picture pictureAt(Instant now) {
        if (picture == null || now.isBefore(picture.drawnAt) || !now.isBefore(picture.until)) {
            long version = 0;
            long lapsed = 0;
            var until = Instant.MAX;
            for (var seat : seats.values()) {
                version = Math.max(version, seat.version);
                if (seat.isLapsedAt(now)) {
                    lapsed++;
                } else if (seat.status == Status.HELD && seat.heldUntil.isBefore(until)) {
                    until = seat.heldUntil;
                }
            }
            picture = new Picture(version + "-" + lapsed, now, until);
        }
        return picture;
    }
}
