package encore.reservation.seatmap;

import encore.http.JsonBytes;
import encore.http.JsonBytes.Part;
import encore.readmodel.Piece;
import encore.readmodel.RowChange;
import encore.reservation.hall.Hall;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

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
    private @Nullable SeatMapVersion drawn;
    private @Nullable Hall hall;

    /** In the order in which they were placed. */
    SeatMapCache(String performance, Collection<SeatRow> seats, JsonMapper json) {
        this.performance = performance;
        this.json = json;
        seats.forEach(this::put);
    }

    private static Part part(String text) {
        return new Part(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A seat that is new comes last. */
    private void put(SeatRow seat) {
        if (blocks.isEmpty() || blocks.getLast().isFull() || !blocks.getLast().isOf(seat.section)) {
            blocks.add(new SeatBlock(seat.section, json));
        }
        blocks.getLast().put(seat);
        blockOf.put(seat.seatId, blocks.getLast());
    }

    @Override
    public synchronized int rows() {
        return blockOf.size();
    }

    @Override
    public synchronized void take(RowChange<?> change) {
        var seat = change.in(SeatRow.class);
        if (seat != null) {
            take((String) seat.key(), seat);
            drawn = null;
        }
    }

    private void take(String id, RowChange<SeatRow> change) {
        var block = blockOf.get(id);
        if (block == null) {
            var placed = change.of(null);
            if (placed != null) {
                put(placed);
            }
            hall = null;
            return;
        }
        var now = block.take(id, change);
        if (hall != null && now != null) {
            hall.take(id, now.takenUntil());
        }
    }

    synchronized SeatMapVersion version(Instant now) {
        long version = 0;
        long lapsedAt = 0;
        for (var block : blocks) {
            var picture = block.at(now);
            version = Math.max(version, picture.version);
            lapsedAt = Math.max(lapsedAt, picture.lapsedAt);
        }
        return new SeatMapVersion(version, lapsedAt);
    }

    /** The same seats as who chooses among them sees them; it changes with the map. */
    synchronized Hall hall() {
        if (hall == null) {
            hall = new Hall(blocks.stream()
                    .flatMap(block -> block.seats().stream())
                    .map(SeatRow::inHall)
                    .toList());
        }
        return hall;
    }

    /** How many seats of a section can be had; of all when it is null. */
    synchronized long countFree(@Nullable String section, Instant now) {
        return blocks.stream()
                .flatMap(block -> block.of(section))
                .filter(seat -> seat.isFreeAt(now))
                .count();
    }

    /** All seats; drawn once for all who ask before anything changes. */
    synchronized JsonBytes map(Instant now) {
        var version = version(now);
        if (map == null || !version.equals(drawn)) {
            map = list(version, blocks.stream().map(block -> block.part(now)));
            drawn = version;
        }
        return map;
    }

    /**
     * Some of the seats.
     *
     * @param section null for all
     * @param since null for whatever they looked like
     */
    synchronized JsonBytes map(
            Instant now, @Nullable String section, @Nullable SeatMapVersion since) {
        var version = version(now);
        var some = blocks.stream().filter(block -> section == null || block.isOf(section));
        return since == null || isYetToCome(since, version)
                ? list(version, some.map(block -> block.part(now)))
                : list(version, some.map(block -> block.partSince(since, now)));
    }

    /** What each seat looks like that looks different since then; all from a version yet to come. */
    synchronized List<SeatChange> changesSince(SeatMapVersion then, Instant now) {
        var from = isYetToCome(then, version(now)) ? SeatMapVersion.BEFORE_ALL : then;
        return blocks.stream()
                .flatMap(block -> block.since(from, now))
                .map(seat -> new SeatChange(seat.seatId, seat.statusAt(now)))
                .toList();
    }

    /** It was given out by a store that is no more. */
    private static boolean isYetToCome(SeatMapVersion then, SeatMapVersion now) {
        return then.newest() > now.newest();
    }

    synchronized boolean hasSection(String name) {
        return blocks.stream().anyMatch(block -> block.isOf(name));
    }

    private JsonBytes list(SeatMapVersion version, Stream<@Nullable Part> seats) {
        var parts = new ArrayList<Part>();
        parts.add(part("{\"performanceId\":" + json.writeValueAsString(performance)
                + ",\"version\":" + json.writeValueAsString(version.toString())
                + ",\"seats\":["));
        seats.filter(Objects::nonNull).forEach(some -> {
            if (parts.size() > 1) {
                parts.add(BETWEEN);
            }
            parts.add(some);
        });
        parts.add(part("]}"));
        return new JsonBytes(parts);
    }
}
