package encore.benchmark;

import encore.platform.database.EmbeddedDatabase;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole of it: an arena of 10,000 seats and 20,000 people who join at once, wait their turn and
 * buy a seat each, or up to four, until the last one is sold; on one node, and on two that share
 * the people.
 */
final class OnSale {

    private static final int CAPACITY = 500;
    private static final int ROWS = Integer.getInteger("on-sale.rows", Bench.IS_QUICK ? 5 : 100);
    private static final int WARM_UP_ROWS = Bench.IS_QUICK ? 1 : ROWS / 2;
    private static final int SEATS_A_ROW = 100;
    private static final int CROWDS = 2;
    private static final int MOST = 4;
    private static final int CONNECTIONS = 256;
    private static final int DATABASE_CONNECTIONS = 100;
    private static final Duration AWAY = Duration.ofDays(30);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final List<String> INSIDE =
            List.of("join", "poll", "dates", "map", "reserve", "charge", "pay");

    /** A sale, and how many seconds the slowest read model was behind, looked at now and then. */
    private record Held(Sale sale, List<Double> lags) {}

    private final Bench bench;
    private final Path data;

    OnSale(Bench bench, Path data) {
        this.bench = bench;
        this.data = data;
    }

    /** Sells on one node and on two, one seat a person and one to four, by turns. */
    void measure() throws Exception {
        var one = new ArrayList<Held>();
        var two = new ArrayList<Held>();
        var groups = new ArrayList<Held>();
        var groupsOnTwo = new ArrayList<Held>();
        try (var first = new Nodes(data.resolve("on-sale-1"), 1, CAPACITY);
                var second = new Nodes(data.resolve("on-sale-2"), 2, CAPACITY)) {
            for (int most : List.of(1, MOST)) {
                first.sell(WARM_UP_ROWS, most);
                second.sell(WARM_UP_ROWS, most);
            }
            for (int n = 0; n < Bench.RUNS; n++) {
                one.add(first.sell(ROWS, 1));
                groups.add(first.sell(ROWS, MOST));
                two.add(second.sell(ROWS, 1));
                groupsOnTwo.add(second.sell(ROWS, MOST));
            }
        }
        report("on one node", one);
        report("on one node, 1 to 4 each", groups);
        report("on two nodes", two);
        report("on two nodes, 1 to 4 each", groupsOnTwo);
        compare("on-sale, 1 to 4 each", groups, "one seat each", one, null);
        compare("on-sale, on two nodes", two, "one node", one, Aim.atLeast(0.9));
    }

    /** By seats a second. */
    private void compare(String name, List<Held> sales, String against, List<Held> others, Aim aim)
            throws Exception {
        var ratios = IntStream.range(0, others.size())
                .mapToObj(n ->
                        sales.get(n).sale().perSecond() / others.get(n).sale().perSecond())
                .toList();
        bench.results()
                .add(new Result(
                        name,
                        against,
                        aim,
                        ratios,
                        sales.stream().map(held -> held.sale().seats()).toList(),
                        others.stream().map(held -> held.sale().seats()).toList(),
                        null,
                        ""));
    }

    /** Reads on a node that has claimed no processor, beside the one that has them all. */
    void readsElsewhere() throws Exception {
        try (var nodes = new Nodes(data.resolve("elsewhere"), 2, Server.CAPACITY)) {
            var first = new Loads(nodes.servers.getFirst());
            var second = new Loads(nodes.servers.getLast());
            bench.warm(first.server(), first::seatMap);
            bench.measure(
                    second.server(),
                    Operation.of(
                            "elsewhere",
                            "seat map of 50, on the other node",
                            second::seatMap,
                            "the node with the claims",
                            first::seatMap,
                            Aim.atLeast(0.9)));
        }
    }

    private void report(String where, List<Held> held) throws Exception {
        var sales = held.stream().map(Held::sale).toList();
        bench.results()
                .add(new Result(
                        "on-sale, seats sold, " + where,
                        "seconds to sell out",
                        null,
                        sales.stream().map(Sale::seconds).toList(),
                        sales.stream().map(Sale::seats).toList(),
                        List.of(),
                        null,
                        said(
                                sales,
                                held.stream().flatMap(h -> h.lags().stream()).toList())));
        for (var call : INSIDE) {
            bench.results()
                    .add(new Result(
                            "on-sale, " + call + ", " + where,
                            "p99, ms",
                            null,
                            sales.stream().map(sale -> sale.measure(call).p99()).toList(),
                            sales.stream().map(sale -> sale.measure(call)).toList(),
                            List.of(),
                            null,
                            ""));
        }
    }

    private static String said(List<Sale> sales, List<Double> lags) {
        return ("%d people bought; %.0f %% of all requests were polls, %d times a seat was taken,"
                        + " %d times too few were left, %d requests were shed; the slowest read"
                        + " model's tables were %.2f s behind in the median, %.2f s at most")
                .formatted(
                        sales.getLast().orders(),
                        100
                                * Measure.median(
                                        sales.stream().map(Sale::shareOfPolls).toList()),
                        sales.getLast().taken(),
                        sales.getLast().tooFew(),
                        sales.stream().mapToLong(Sale::shed).sum(),
                        Measure.median(lags),
                        Measure.most(lags));
    }

    /** So many nodes that share a database. */
    private static final class Nodes implements AutoCloseable {

        private final EmbeddedDatabase database;
        private final List<Server> servers = new ArrayList<>();

        private Nodes(Path data, int number, int capacity) throws Exception {
            this.database = new EmbeddedDatabase(data, DATABASE_CONNECTIONS);
            for (int n = 0; n < number; n++) {
                servers.add(Server.start(data, database, capacity));
            }
        }

        private Held sell(int rows, int most) throws Exception {
            var first = servers.getFirst();
            var performance = FreeSeats.announce(first, rows, Instant.now().plus(AWAY));
            var seats = IntStream.range(0, rows * SEATS_A_ROW)
                    .mapToObj(n -> "%s-1-%d-%d"
                            .formatted(performance, n / SEATS_A_ROW + 1, n % SEATS_A_ROW + 1))
                    .toList();
            var crowds = new ArrayList<FutureTask<Sale>>();
            for (int n = 0; n < CROWDS; n++) {
                crowds.add(crowd(n, performance, seats, most));
            }
            crowds.forEach(crowd -> new Thread(crowd).start());
            var lags = new ArrayList<Double>();
            while (!crowds.stream().allMatch(FutureTask::isDone)) {
                lags.add(lag(first));
                Thread.sleep(LOOK_EVERY);
            }
            var sales = new ArrayList<Sale>();
            for (var crowd : crowds) {
                sales.add(crowd.get());
            }
            var all = Sale.together(sales);
            assertThat(all.sold()).isEqualTo(seats.size());
            first.isIntact();
            return new Held(all, lags);
        }

        /** Half of the people, on one node: they find out which seats the others have taken. */
        private FutureTask<Sale> crowd(int n, String performance, List<String> seats, int most) {
            var day = LocalDate.ofInstant(Instant.now().plus(AWAY), ZoneOffset.UTC);
            return new FutureTask<>(() -> Wrk.onSale(
                            servers.get(n % servers.size()).port(),
                            CONNECTIONS / CROWDS,
                            "crowd-" + n + "-" + performance,
                            2 * seats.size() / CROWDS,
                            most,
                            performance,
                            "from=%s&to=%s".formatted(day.minusDays(2), day.plusDays(2)))
                    .sell(seats));
        }

        private static double lag(Server server) {
            double lag = 0;
            for (var model : server.shop()
                    .operator("GET", "/projections", null)
                    .is(200)
                    .get("projections")) {
                lag = Math.max(lag, model.get("lag").get("seconds").asDouble());
            }
            return lag;
        }

        @Override
        public void close() throws IOException {
            servers.forEach(Server::close);
            database.close();
        }
    }
}
