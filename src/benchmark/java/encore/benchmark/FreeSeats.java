package encore.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The seats of a server that nobody has reserved; more performances are announced as needed. */
final class FreeSeats {

    static final int PRICE = 100;

    private static final int A_ROW = 100;
    private static final int ROWS = 100;
    private static final Duration FAR_AWAY = Duration.ofDays(200);

    private final Server server;
    private final Deque<String> free = new ArrayDeque<>();

    FreeSeats(Server server) {
        this.server = server;
    }

    /** Takes so many. */
    List<String> take(int number) {
        while (free.size() < number) {
            var arena = announce(server, ROWS, Instant.now().plus(FAR_AWAY));
            IntStream.range(0, ROWS * A_ROW)
                    .mapToObj(n -> "%s-1-%d-%d".formatted(arena, n / A_ROW + 1, n % A_ROW + 1))
                    .forEach(free::add);
        }
        var taken = new ArrayList<String>();
        for (int n = 0; n < number; n++) {
            taken.add(free.removeFirst());
        }
        return taken;
    }

    /** Gives seats back that nobody was sent for. */
    void giveBack(Collection<String> unused) {
        free.addAll(unused);
    }

    /** Announces a performance of rows of a hundred seats. */
    static String announce(Server server, int rows, Instant startsAt) {
        return announce(server, rows, A_ROW, startsAt);
    }

    static String announce(Server server, int rows, int seatsPerRow, Instant startsAt) {
        var performance = server.shop()
                .schedule(
                        "Piano Night",
                        startsAt,
                        List.of(Map.of(
                                "name",
                                "Floor",
                                "rows",
                                rows,
                                "seatsPerRow",
                                seatsPerRow,
                                "price",
                                PRICE)))
                .is(201)
                .text("performanceId");
        server.awaitReaders();
        return performance;
    }
}
