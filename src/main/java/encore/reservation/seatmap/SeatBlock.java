package encore.reservation.seatmap;

import encore.http.JsonBytes.Part;
import encore.readmodel.RowChange;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Some neighbouring seats of a section, and how they look now: drawn once, and again only when one
 * of them has changed or a hold on them has lapsed.
 */
final class SeatBlock {

    static final int SEATS = 100;

    private final String section;
    private final JsonMapper json;
    private final Map<String, SeatRow> seats = new LinkedHashMap<>();
    private @Nullable Picture picture;

    /** How the seats look until some moment, or until one changes. */
    static final class Picture {

        /** Of the seat that was changed last. */
        final long version;

        /** When the hold that lapsed last did, in microseconds since the epoch; 0 for none. */
        final long lapsedAt;

        private final Instant drawnAt;
        private final Instant until;
        private @Nullable Part part;

        private Picture(long version, long lapsedAt, Instant drawnAt, Instant until) {
            this.version = version;
            this.lapsedAt = lapsedAt;
            this.drawnAt = drawnAt;
            this.until = until;
        }
    }

    /** Of one section. */
    SeatBlock(String section, JsonMapper json) {
        this.section = section;
        this.json = json;
    }

    boolean isOf(String name) {
        return section.equals(name);
    }

    boolean isFull() {
        return seats.size() >= SEATS;
    }

    /** Answers with the seat as it is now. */
    @Nullable
    SeatRow take(String id, RowChange<SeatRow> change) {
        picture = null;
        return seats.compute(id, (seat, before) -> change.of(before));
    }

    Collection<SeatRow> seats() {
        return seats.values();
    }

    void put(SeatRow seat) {
        picture = null;
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
            long lapsedAt = 0;
            var until = Instant.MAX;
            for (var seat : seats.values()) {
                version = Math.max(version, seat.version);
                var heldUntil = seat.heldUntil;
                if (seat.isLapsedAt(now)) {
                    lapsedAt = Math.max(lapsedAt, seat.takenUntil());
                } else if (heldUntil != null && heldUntil.isBefore(until)) {
                    until = heldUntil;
                }
            }
            picture = new Picture(version, lapsedAt, now, until);
        }
        return picture;
    }

    /** The seats, one after the other, as a part of a list. */
    Part part(Instant now) {
        var current = at(now);
        if (current.part == null) {
            current.part = drawn(seats.values().stream(), now);
        }
        return current.part;
    }

    /** Those that look different since then; null for none. */
    @Nullable
    Part partSince(SeatMapVersion then, Instant now) {
        return isSameAs(then, now) ? null : drawn(since(then, now), now);
    }

    private boolean isSameAs(SeatMapVersion then, Instant now) {
        var current = at(now);
        return current.version <= then.newest() && current.lapsedAt <= then.lapsedAt();
    }

    /** Those that look different since then, as they are. */
    Stream<SeatRow> since(SeatMapVersion then, Instant now) {
        return isSameAs(then, now)
                ? Stream.empty()
                : seats.values().stream()
                        .filter(seat -> seat.version > then.newest()
                                || seat.isLapsedAt(now) && seat.takenUntil() > then.lapsedAt());
    }

    private Part drawn(Stream<SeatRow> some, Instant now) {
        return new Part(some.map(seat -> json.writeValueAsString(seat.at(now)))
                .collect(Collectors.joining(","))
                .getBytes(StandardCharsets.UTF_8));
    }
}
