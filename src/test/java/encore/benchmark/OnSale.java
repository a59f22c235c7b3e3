package encore.benchmark;

import encore.platform.database.EmbeddedDatabase;

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
 * buy until the last seat is sold; on one node, and on two that share the people.
 */
final class OnSale {

    private static final int CAPACITY = 500;
    private static final int ROWS = Integer.getInteger("on-sale.rows", 100);
    private static final int SEATS_A_ROW = 100;
    private static final int CONNECTIONS = 256;
    private static final int DATABASE_CONNECTIONS = 100;
    private static final Duration AWAY = Duration.ofDays(30);

    private OnSale() {}

    /** On so many nodes that share a database. */
    static List<Sale> on(int nodes, Path data, int runs) throws Exception {
        try (var database = new EmbeddedDatabase(data, DATABASE_CONNECTIONS)) {
            var servers = new ArrayList<Server>();
            try {
                for (int n = 0; n < nodes; n++) {
                    servers.add(Server.start(data, database, CAPACITY));
                }
                var sales = new ArrayList<Sale>();
                sell(servers, ROWS / 2);
                for (int n = 0; n < runs; n++) {
                    sales.add(sell(servers, ROWS));
                    servers.getFirst().isIntact();
                }
                return sales;
            } finally {
                servers.forEach(Server::close);
            }
        }
    }

    private static Sale sell(List<Server> servers, int rows) throws Exception {
        var first = servers.getFirst();
        var performance = Seats.announce(first, rows, Instant.now().plus(AWAY));
        var seats = IntStream.range(0, rows * SEATS_A_ROW).mapToObj(n -> "%s-1-%d-%d".formatted(
                performance, n / SEATS_A_ROW + 1, n % SEATS_A_ROW + 1)).toList();
        var day = LocalDate.ofInstant(Instant.now().plus(AWAY), ZoneOffset.UTC);
        var dates = "from=%s&to=%s".formatted(day.minusDays(2), day.plusDays(2));
        var crowds = new ArrayList<FutureTask<Sale>>();
        for (var server : servers) {
            var crowd = new FutureTask<>(() -> Wrk.onSale(server.port(),
                    CONNECTIONS / servers.size(), "crowd-" + crowds.size() + "-" + performance,
                    2 * seats.size() / servers.size(), performance, dates).sell(seats));
            crowds.add(crowd);
            new Thread(crowd).start();
        }
        var sales = new ArrayList<Sale>();
        for (var crowd : crowds) {
            sales.add(crowd.get());
        }
        var all = Sale.together(sales);
        assertThat(all.sold()).isEqualTo(seats.size());
        return all;
    }
}
