package encore.replay.rebuild;

import encore.testing.OverHttp;
import encore.testing.Person;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** All read models are built anew, again and again, while sixty people buy and one looks on. */
class RebuildWhilePeopleBuyTest extends OverHttp {

    private static final List<String> ALL =
            List.of("balance", "calendar", "history", "line", "mine", "payment", "seatmap");

    /** As often as a visitor may. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    @Test
    void readers_see_no_gap() throws Exception {
        int seats = 60;
        var performance = performance(seats);
        var watcher = shop.customer("watcher");
        var over = new AtomicBoolean();
        var seen = new ConcurrentLinkedQueue<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var watching = threads.submit(() -> watches(watcher, performance, seats, over));
            var buying = IntStream.rangeClosed(1, seats)
                    .mapToObj(n -> threads.submit(() -> buys(seat(performance, n), seen)))
                    .toList();
            try {
                for (int round = 0; round < 3; round++) {
                    ALL.stream()
                            .map(name -> begin(name, "rebuilds"))
                            .toList()
                            .forEach(this::endsWell);
                }
                for (var buyer : buying) {
                    buyer.get();
                }
            } finally {
                over.set(true);
            }
            assertThat(watching.get()).isPositive();
        }
        assertThat(seen).hasSize(seats);
        ALL.forEach(name -> assertThat(
                        endOf(name, "verifications").get("check").get("same").asBoolean())
                .as(name)
                .isTrue());
    }

    private void endsWell(String path) {
        var ended = endOf(path);
        assertThat(ended.text("state")).as(ended.body()).isEqualTo("COMPLETED");
        assertThat(ended.get("check").get("same").asBoolean()).as(ended.body()).isTrue();
    }

    private Void buys(String seat, ConcurrentLinkedQueue<String> seen) {
        var buyer = shop.customer("buyer");
        assertThat(buyer.charges(PRICE).is(201).number("balance")).isEqualTo(PRICE);
        assertThat(buyer.balance()).isEqualTo(PRICE);
        var reservation = buyer.reserves(seat).is(201).text("reservationId");
        assertThat(buyer.get("/reservations/" + reservation).is(200).text("status"))
                .isEqualTo("PENDING");
        assertThat(statusOf(buyer, seat)).isEqualTo("HELD");
        var payment = buyer.pays(reservation).text("paymentId");
        eventually(
                () -> buyer.get("/payments/" + payment).is(200).text("status").equals("PAID"));
        seen.add(seat);
        return null;
    }

    /** Every seat is always there, and what is sold stays sold. */
    private static int watches(Person watcher, String performance, int seats, AtomicBoolean over) {
        int looks = 0;
        long soldBefore = 0;
        for (; !over.get(); looks++) {
            var map = watcher.get("/performances/" + performance + "/seats")
                    .is(200)
                    .get("seats");
            assertThat(map.size()).isEqualTo(seats);
            long sold = map.valueStream()
                    .filter(seat -> seat.get("status").asString().equals("SOLD"))
                    .count();
            assertThat(sold).isGreaterThanOrEqualTo(soldBefore);
            soldBefore = sold;
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return looks;
    }
}
