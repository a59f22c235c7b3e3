package encore.reservation.seatmap;

import encore.http.Encoded;
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
final class Hall {

    private final String performance;
    private final JsonMapper json;
    private final Map<String, Found> seats = new LinkedHashMap<>();
    private Picture picture;

    /** A row of the table, as much of it as is shown. */
    record Found(String seatId, String section, int row, int number, long price, Status status,
            Instant heldUntil, long version) {

        static Found of(SeatRow row) {
            return new Found(row.seatId, row.section, row.rowNumber, row.seatNumber, row.price,
                    row.status, row.heldUntil, row.version);
        }

        private boolean isLapsedAt(Instant now) {
            return status == Status.HELD && !now.isBefore(heldUntil);
        }

        private SeatView at(Instant now) {
            return new SeatView(seatId, section, row, number, price,
                    isLapsedAt(now) ? Status.AVAILABLE : status);
        }
    }

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

    Hall(String performance, Collection<Found> seats, JsonMapper json) {
        this.performance = performance;
        this.json = json;
        change(seats);
    }

    int size() {
        return seats.size();
    }

    synchronized void change(Collection<Found> changed) {
        changed.forEach(seat -> seats.put(seat.seatId(), seat));
        picture = null;
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
                version = Math.max(version, seat.version());
                if (seat.isLapsedAt(now)) {
                    lapsed++;
                } else if (seat.status() == Status.HELD && seat.heldUntil().isBefore(until)) {
                    until = seat.heldUntil();
                }
            }
            picture = new Picture(version + "-" + lapsed, now, until);
        }
        return picture;
    }
}
