package encore.reservation.seatmap;

import encore.http.JsonBytes.Part;
import encore.readmodel.RowChange;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Some neighbouring seats, and how they look now: drawn once, and again only when one of them has
 * changed or a hold on them has lapsed.
 */
final class SeatBlock {

    static final int SEATS = 100;

    private final JsonMapper json;
    private final Map<String, SeatRow> seats = new LinkedHashMap<>();
    private @Nullable Picture picture;

    /** How the seats look until some moment, or until one changes. */
    static final class Picture {

        /** Of the seat that was changed last. */
        final long version;

        /** How many holds have lapsed. */
        final long lapsed;

        private final Instant drawnAt;
        private final Instant until;
        private @Nullable Part part;

        private Picture(long version, long lapsed, Instant drawnAt, Instant until) {
            this.version = version;
            this.lapsed = lapsed;
            this.drawnAt = drawnAt;
            this.until = until;
        }
    }

    SeatBlock(JsonMapper json) {
        this.json = json;
    }

    boolean isFull() {
        return seats.size() >= SEATS;
    }

    void take(String id, RowChange<SeatRow> change) {
        seats.compute(id, (seat, before) -> change.of(before));
        picture = null;
    }

    void put(SeatRow seat) {
        seats.put(seat.seatId, seat);
    }

    /** All of a section; all there are when it is null. */
    Stream<SeatRow> of(@Nullable String section) {
        return seats.values().stream()
                .filter(seat -> section == null || seat.section.equals(section));
    }

    Picture at(Instant now) {
        if (picture == null || now.isBefore(picture.drawnAt) || !now.isBefore(picture.until)) {
            long version = 0;
            long lapsed = 0;
            var until = Instant.MAX;
            for (var seat : seats.values()) {
                version = Math.max(version, seat.version);
                var heldUntil = seat.heldUntil;
                if (seat.isLapsedAt(now)) {
                    lapsed++;
                } else if (heldUntil != null && heldUntil.isBefore(until)) {
                    until = heldUntil;
                }
            }
            picture = new Picture(version, lapsed, now, until);
        }
        return picture;
    }

    /** The seats, one after the other, as a part of a list. */
    Part part(Instant now) {
        var current = at(now);
        if (current.part == null) {
            current.part = new Part(seats.values().stream()
                    .map(seat -> json.writeValueAsString(seat.at(now)))
                    .collect(Collectors.joining(","))
                    .getBytes(StandardCharsets.UTF_8));
        }
        return current.part;
    }
}
