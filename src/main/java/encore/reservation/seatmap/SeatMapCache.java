package encore.reservation.seatmap;

import encore.http.JsonBytes;
import encore.http.JsonBytes.Part;
import encore.readmodel.Piece;
import encore.readmodel.RowChange;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The seats of one performance, block by block: on an on-sale day one of ten thousand changes every
 * few milliseconds, and the next request for the map redraws only the block that it is in.
 */
final class SeatMapCache implements Piece {

    private static final Part BETWEEN = part(",");

    private final String performance;
    private final JsonMapper json;
    private final List<SeatBlock> blocks = new ArrayList<>();
    private final Map<String, SeatBlock> blockOf = new HashMap<>();
    private @Nullable JsonBytes map;
    private @Nullable String drawn;

    /** In the order in which they were placed. */
    SeatMapCache(String performance, Collection<SeatRow> seats, JsonMapper json) {
        this.performance = performance;
        this.json = json;
        seats.forEach(seat -> blockOf(seat.seatId).put(seat));
    }

    private static Part part(String text) {
        return new Part(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A seat that is new comes last. */
    private SeatBlock blockOf(String seat) {
        return blockOf.computeIfAbsent(seat, id -> {
            if (blocks.isEmpty() || blocks.getLast().isFull()) {
                blocks.add(new SeatBlock(json));
            }
            return blocks.getLast();
        });
    }

    @Override
    public synchronized int rows() {
        return blockOf.size();
    }

    @Override
    public synchronized void take(RowChange<?> change) {
        var seat = change.in(SeatRow.class);
        if (seat != null) {
            var id = (String) seat.key();
            blockOf(id).take(id, seat);
            drawn = null;
        }
    }

    /**
     * Another one whenever a seat looks different: between two events a map changes only by holds
     * that lapse, so their count tells the rest.
     */
    synchronized String version(Instant now) {
        long version = 0;
        long lapsed = 0;
        for (var block : blocks) {
            var picture = block.at(now);
            version = Math.max(version, picture.version);
            lapsed += picture.lapsed;
        }
        return version + "-" + lapsed;
    }

    /** How many seats of a section can be had; of all when it is null; empty when it has none. */
    synchronized Optional<Long> countFree(@Nullable String section, Instant now) {
        var seats = blocks.stream().flatMap(block -> block.of(section)).toList();
        return seats.isEmpty()
                ? Optional.empty()
                : Optional.of(seats.stream().filter(seat -> seat.isFreeAt(now)).count());
    }

    synchronized JsonBytes map(Instant now) {
        var version = version(now);
        if (map == null || !version.equals(drawn)) {
            var parts = new ArrayList<Part>();
            parts.add(part(
                    "{\"performanceId\":" + json.writeValueAsString(performance) + ",\"seats\":["));
            for (var block : blocks) {
                if (parts.size() > 1) {
                    parts.add(BETWEEN);
                }
                parts.add(block.part(now));
            }
            parts.add(part("]}"));
            map = new JsonBytes(parts);
            drawn = version;
        }
        return map;
    }
}
