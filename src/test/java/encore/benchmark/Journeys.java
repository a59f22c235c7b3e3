package encore.benchmark;

import encore.shop.Shop;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * People who join, reserve, charge and pay, so many at once, each of them new. Driven by Java's own
 * HTTP client, for an answer tells what to ask next; so the benchmark itself takes a part of the
 * machine, which it tells.
 */
final class Journeys {

    private static final double SLOT = 1e8;

    private final Shop shop;
    private final Seats seats;
    private int expected = 500;
    private double shareOfMachine;

    Journeys(Server server, Seats seats) {
        this.shop = server.shop();
        this.seats = seats;
    }

    /** What part of the machine's processors the last run took for itself. */
    double shareOfMachine() {
        return shareOfMachine;
    }

    Measure run(Pace pace) throws Exception {
        Queue<String> free = new ConcurrentLinkedQueue<>(seats.take(expected * pace.seconds()));
        var ends = new ConcurrentLinkedQueue<long[]>();
        double processorsBefore = processorSeconds();
        long start = System.nanoTime();
        long end = start + pace.seconds() * 1_000_000_000L;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var people = new ArrayList<Future<?>>();
            for (int n = 0; n < pace.connections(); n++) {
                people.add(threads.submit(() -> {
                    String seat;
                    while (System.nanoTime() < end && (seat = free.poll()) != null) {
                        long begun = System.nanoTime();
                        buy(seat);
                        ends.add(new long[] {begun, System.nanoTime()});
                    }
                }));
            }
            for (var person : people) {
                person.get();
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        shareOfMachine = (processorSeconds() - processorsBefore) / seconds
                / Runtime.getRuntime().availableProcessors();
        seats.giveBack(free);
        expected = Math.max(expected, (int) (2 * ends.size() / seconds));
        return Measure.of(ends.size(), seconds,
                ends.stream().mapToDouble(one -> (one[1] - one[0]) / 1e6).toArray(),
                series(ends, start));
    }

    private void buy(String seat) {
        var buyer = shop.customer("buyer");
        var reservation = buyer.reserves(seat).is(201).text("reservationId");
        buyer.charges(Seats.PRICE).is(201);
        buyer.pays(reservation).is(201);
    }

    private static List<Long> series(Iterable<long[]> ends, long start) {
        var series = new ArrayList<Long>();
        for (var one : ends) {
            int slot = (int) ((one[1] - start) / SLOT);
            while (series.size() <= slot) {
                series.add(0L);
            }
            series.set(slot, series.get(slot) + 1);
        }
        return series;
    }

    private static double processorSeconds() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
    }
}
