package encore.testing;

import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Groups who ask for the best seats of a hall of one section, and what the events tell of them: who
 * was refused rightly, and who was torn apart though there was a run for them. The hall is asked
 * seat by seat here, from its events, in their order.
 */
public final class SeatedGroups {

    private static final int LARGEST = 6;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private record Refused(int count, long head) {}

    private final JdbcClient jdbc;
    private final String performance;
    private final boolean[][] taken;
    private final Collection<Refused> refused = new ConcurrentLinkedQueue<>();
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final AtomicInteger triedAgain = new AtomicInteger();

    public SeatedGroups(JdbcClient jdbc, String performance, int rows, int seatsARow) {
        this.jdbc = jdbc;
        this.performance = performance;
        this.taken = new boolean[rows][seatsARow];
    }

    /** Books for groups of 1 to 6 until a single seat is refused, or so many groups are seated. */
    public void book(Person booker, long seed, int most) {
        var random = new Random(seed);
        int largest = LARGEST;
        for (int group = 0; group < most && largest > 0; ) {
            int count = random.nextInt(1, largest + 1);
            var answer = asks(booker, count);
            if (answer.status() == 201) {
                assertThat(answered.add(answer.text("reservationId"))).isTrue();
                assertThat(answer.get("seats")).hasSize(count);
                group++;
            } else {
                answer.isRefused(409, "NO_SEATS");
                refused.add(new Refused(count, head()));
                largest = count - 1;
            }
        }
    }

    /** Who is told that too much is going on asks again. */
    private Answer asks(Person booker, int count) {
        var patience = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var answer = booker.post(
                    "/reservations", Map.of("performanceId", performance, "count", count));
            if (answer.status() != 503) {
                return answer;
            }
            triedAgain.incrementAndGet();
            assertThat(System.nanoTime()).as(answer.body()).isLessThan(patience);
            LockSupport.parkNanos(20_000_000);
        }
    }

    private long head() {
        return jdbc.sql("select max(global_index) from domain_event_entry")
                .query(Long.class)
                .single();
    }

    /** Every answer is in the store; all seats are held, each of them once. */
    public void fillTheHall() {
        var held = new HashSet<String>();
        var opened = new HashSet<String>();
        long left = (long) taken.length * taken[0].length;
        var lefts = new ArrayList<Long>();
        var heads = new ArrayList<Long>();
        for (var event : events()) {
            var payload = event.payload();
            var seats = payload.get("seats")
                    .valueStream()
                    .map(seat -> seat.get("seat").asString())
                    .toList();
            assertThat(opened.add(payload.get("reservation").asString())).isTrue();
            assertThat(seats).as("held once: %s", payload).noneMatch(held::contains);
            held.addAll(seats);
            if (!areTogether(seats)) {
                assertThat(hasRun(seats.size()))
                        .as("torn though there was a run: %s", payload)
                        .isFalse();
            }
            seats.forEach(this::take);
            left -= seats.size();
            heads.add(event.index());
            lefts.add(left);
        }
        assertThat(opened).containsAll(answered);
        // Of who was told to try again, what was asked at first may have been done.
        assertThat(opened.size() - answered.size()).isBetween(0, triedAgain.get());
        assertThat(left).as("seats left").isZero();
        assertThat(countOf("SeatHeld")).isEqualTo(held.size());
        assertThat(refused).as("at the end somebody is refused").isNotEmpty();
        for (var one : refused) {
            int n = 0;
            while (n + 1 < heads.size() && heads.get(n + 1) <= one.head()) {
                n++;
            }
            assertThat(lefts.get(n)).as("left when %s", one).isLessThan(one.count());
        }
    }

    private record Opened(long index, JsonNode payload) {}

    private List<Opened> events() {
        var json = JsonMapper.shared();
        return jdbc.sql("""
                select global_index, payload from domain_event_entry
                 where payload_type = 'ReservationOpened'
                   and convert_from(payload, 'UTF8')::json ->> 'performance' = ?
                 order by global_index
                """)
                .param(performance)
                .query((row, n) -> new Opened(row.getLong(1), json.readTree(row.getBytes(2))))
                .list();
    }

    private long countOf(String type) {
        return jdbc.sql("""
                select count(*) from domain_event_entry where payload_type = ?
                   and convert_from(payload, 'UTF8')::json ->> 'performance' = ?
                """).params(type, performance).query(Long.class).single();
    }

    private static int[] place(String seat) {
        var parts = seat.split("-");
        return new int[] {
            Integer.parseInt(parts[parts.length - 2]) - 1,
            Integer.parseInt(parts[parts.length - 1]) - 1
        };
    }

    private void take(String seat) {
        var place = place(seat);
        taken[place[0]][place[1]] = true;
    }

    private static boolean areTogether(List<String> seats) {
        var first = place(seats.getFirst());
        var numbers = new HashSet<Integer>();
        for (var seat : seats) {
            numbers.add(place(seat)[1]);
            if (place(seat)[0] != first[0]) {
                return false;
            }
        }
        int least = numbers.stream().min(Integer::compare).orElseThrow();
        int most = numbers.stream().max(Integer::compare).orElseThrow();
        return most - least + 1 == seats.size();
    }

    private boolean hasRun(int length) {
        for (var row : taken) {
            int run = 0;
            for (boolean isTaken : row) {
                run = isTaken ? 0 : run + 1;
                if (run == length) {
                    return true;
                }
            }
        }
        return false;
    }
}
