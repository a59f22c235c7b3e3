package encore.journey;

import encore.testing.OverHttp;
import encore.testing.SeatedGroups;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Many groups want the best seats of one hall at once, real threads against the real server. */
@TestPropertySource(properties = {"encore.reservation.seats-per-user=10000"})
class BestAvailableTest extends OverHttp {

    private static final int ROWS = 100;
    private static final int SEATS_A_ROW = 100;
    private static final int BOOKERS = 256;

    private static <T> List<T> atOnce(ExecutorService threads, IntFunction<T> task) {
        return IntStream.range(0, BOOKERS)
                .mapToObj(n -> CompletableFuture.supplyAsync(() -> task.apply(n), threads))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    @Test
    void the_hall_is_full_at_the_end_and_no_group_was_torn_or_refused_without_need() {
        var performance = shop.schedule(
                        "A Large Hall",
                        tomorrow(),
                        List.of(Map.of(
                                "name",
                                "Floor",
                                "rows",
                                ROWS,
                                "seatsPerRow",
                                SEATS_A_ROW,
                                "price",
                                PRICE)))
                .is(201)
                .text("performanceId");
        var groups = new SeatedGroups(jdbc, performance, ROWS, SEATS_A_ROW);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var bookers = atOnce(threads, n -> shop.customer("booker" + n));
            atOnce(threads, n -> {
                groups.book(bookers.get(n), n, Integer.MAX_VALUE);
                return n;
            });
            groups.fillTheHall();
            atOnce(threads, n -> bookers.get(n).leaves().is(204));
        }
    }
}
