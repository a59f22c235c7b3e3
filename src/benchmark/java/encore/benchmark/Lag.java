package encore.benchmark;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long after its commit an event shows in a read model. Looks at both every few milliseconds,
 * in one statement; so it sees no lag shorter than that, and reads each a little too long.
 */
final class Lag {

    private static final int EVERY_MILLIS = 4;
    private static final long PATIENCE = 10_000_000_000L;

    private record Look(long at, long committed, long shown) {

        boolean isBehind() {
            return shown < committed;
        }
    }

    private final Server server;
    private final List<Look> looks = new ArrayList<>();
    private long asking;

    Lag(Server server) {
        this.server = server;
    }

    /**
     * What was found; times are milliseconds.
     *
     * @param growth median of the last fifth against that of the first; above 1 it grew
     * @param shareOfTime what part of the time it had a question running
     */
    record Found(double p50, double p99, double max, double growth, double shareOfTime) {}

    /** Watches the account history while charges are made, and nothing but charges. */
    Found during(Thread charges) throws SQLException {
        charges.start();
        long start = System.nanoTime();
        try (var connection = server.dataSource().getConnection();
                var look = connection.prepareStatement("""
                        select coalesce((select max(global_index) from domain_event_entry), 0),
                               coalesce((select max(position) from point_history), 0)
                        """)) {
            long end = Long.MAX_VALUE;
            while (end == Long.MAX_VALUE
                    || looks.getLast().isBehind() && looks.getLast().at() < end) {
                if (end == Long.MAX_VALUE && !charges.isAlive()) {
                    end = System.nanoTime() + PATIENCE;
                }
                long asked = System.nanoTime();
                try (var row = look.executeQuery()) {
                    row.next();
                    long now = System.nanoTime();
                    looks.add(new Look(now, row.getLong(1), row.getLong(2)));
                    asking += now - asked;
                }
                LockSupport.parkNanos(EVERY_MILLIS * 1_000_000L);
            }
        }
        return found((double) asking / (System.nanoTime() - start));
    }

    private Found found(double shareOfTime) {
        var lags = new ArrayList<Double>();
        int later = 0;
        // What was there before the first charge is no charge, and never shows.
        for (int n = 1; n < looks.size(); n++) {
            var look = looks.get(n);
            if (look.committed() == looks.get(n - 1).committed()) {
                continue;
            }
            later = Math.max(later, n);
            while (looks.get(later).shown() < look.committed()) {
                later++;
                assertThat(later).as("event %s never showed", look).isLessThan(looks.size());
            }
            lags.add((looks.get(later).at() - look.at()) / 1e6);
        }
        int fifth = Math.max(1, lags.size() / 5);
        double first = Measure.median(lags.subList(0, fifth));
        double last = Measure.median(lags.subList(lags.size() - fifth, lags.size()));
        var sorted = lags.stream().mapToDouble(lag -> lag).toArray();
        Arrays.sort(sorted);
        return new Found(
                Measure.part(sorted, 0.5),
                Measure.part(sorted, 0.99),
                sorted[sorted.length - 1],
                last / Math.max(EVERY_MILLIS, first),
                shareOfTime);
    }
}
