package encore.reservation.seatmap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import encore.http.Encoded;
import encore.kernel.Refusal;
import encore.kernel.Refused;
import encore.kernel.view.LiveTables;
import encore.kernel.view.Memory;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Answers which seats a performance has, and how they stand: from memory on the node that writes
 * them, else from the table.
 */
@Component
class Seats implements Memory<SeatRow> {

    private static final int SEATS_KEPT = 1_000_000;

    /** Reads the table {@code seat_map}. */
    interface Rows extends Repository<SeatRow, String> {

        /** The rows as they are, without the cost of ten thousand managed entities. */
        @Query("""
                select new encore.reservation.seatmap.Hall$Found(s.seatId, s.section, s.rowNumber,
                       s.seatNumber, s.price, s.status, s.heldUntil, s.version)
                  from SeatRow s where s.performanceId = :performance order by s.placed
                """)
        List<Hall.Found> findByPerformance(String performance);

        @Query("select max(s.version) from SeatRow s where s.performanceId = :performance")
        Long findVersion(String performance);

        @Query("""
                select count(s) from SeatRow s
                 where s.performanceId = :performance and s.status = 'HELD' and s.heldUntil <= :now
                """)
        long countLapsed(String performance, Instant now);
    }

    private final Rows rows;
    private final LiveTables live;
    private final JsonMapper json;
    private final Clock clock;
    private volatile Cache<String, Hall> halls = none();

    Seats(Rows rows, LiveTables live, JsonMapper json, Clock clock) {
        this.rows = rows;
        this.live = live;
        this.json = json;
        this.clock = clock;
        live.follow(SeatRow.class, this);
    }

    private static Cache<String, Hall> none() {
        return Caffeine.newBuilder()
                .maximumWeight(SEATS_KEPT)
                .weigher((String performance, Hall hall) -> hall.size())
                .build();
    }

    @QueryHandler
    Encoded handle(FindSeats query) {
        var performance = query.performance().value();
        var hall = live.areOurs(SeatRow.class)
                ? halls.get(performance, this::read) : read(performance);
        return found(hall).map(clock.instant());
    }

    @QueryHandler
    String handle(FindSeatMapVersion query) {
        var performance = query.performance().value();
        var now = clock.instant();
        if (live.areOurs(SeatRow.class)) {
            return found(halls.get(performance, this::read)).version(now);
        }
        return found(rows.findVersion(performance)) + "-" + rows.countLapsed(performance, now);
    }

    /** Null for an unknown performance. */
    private Hall read(String performance) {
        var seats = rows.findByPerformance(performance);
        return seats.isEmpty() ? null : new Hall(performance, seats, json);
    }

    private static <T> T found(T what) {
        if (what == null) {
            throw new Refused(Refusal.PERFORMANCE_NOT_FOUND);
        }
        return what;
    }

    @Override
    public void changed(List<SeatRow> changed, List<?> removed) {
        // Caffeine's computeIfPresent would pass over a hall that is just being read.
        changed.stream().collect(Collectors.groupingBy(row -> row.performanceId)).forEach(
                (performance, seats) -> halls.asMap().compute(performance, (p, hall) -> {
                    if (hall != null) {
                        hall.change(seats.stream()
                                .sorted(Comparator.comparingLong(row -> row.placed))
                                .map(Hall.Found::of)
                                .toList());
                    }
                    return hall;
                }));
    }

    @Override
    public void forget() {
        halls = none();
    }
}
