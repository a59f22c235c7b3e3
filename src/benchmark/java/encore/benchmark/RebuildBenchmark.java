package encore.benchmark;

import encore.testing.OverHttp;
import encore.testing.Person;
import encore.testing.Shop;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.test.context.TestPropertySource;

import javax.sql.DataSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** How fast a read model is built anew, beside what Axon does by default and beside the floor. */
@TestPropertySource(properties = "encore.reservation.seats-per-user=1000000")
class RebuildBenchmark extends OverHttp {

    private static final int PEOPLE = Integer.getInteger("people", 90_000);
    private static final int RUNS = Integer.getInteger("runs", 3);
    private static final int SECONDS_OF_DEFAULTS = 10;
    private static final int A_SECOND = 50;
    private static final Map<String, List<String>> TABLES = Map.of(
            "line",
            List.of("line"),
            "calendar",
            List.of("calendar", "calendar_hold"),
            "seatmap",
            List.of("seat_map"),
            "mine",
            List.of("reservation"),
            "balance",
            List.of("point_balance"),
            "history",
            List.of("point_history"),
            "payment",
            List.of("payment"));

    @Autowired
    private DataSource dataSource;

    @Autowired
    private Serializer serializer;

    @Autowired
    private EventStorageEngine storage;

    @Autowired
    private TokenStore tokens;

    @Autowired
    private TransactionManager transactions;

    private static long events;

    /** Makes the past, with all who would act on it told that they have read it. */
    @BeforeEach
    void makeThePast() throws SQLException {
        if (events > 0) {
            return;
        }
        var processors = processing.eventProcessors().values();
        processors.forEach(processor -> processor.shutDown());
        try (var connection = dataSource.getConnection()) {
            var one = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            one.sql("set statement_timeout = 0").update();
            events = PlantedPast.plant(one, PEOPLE);
            one.sql("reset statement_timeout").update();
        }
        long head = jdbc.sql("select max(global_index) from domain_event_entry")
                .query(Long.class)
                .single();
        var token = serializer.serialize(
                GapAwareTrackingToken.newInstance(head, Set.of()), byte[].class);
        jdbc.sql("update token_entry set token = ?, token_type = ?, owner = null")
                .params(token.getData(), token.getType().getName())
                .update();
        processors.forEach(processor -> processor.start());
        eventually(() -> processors.stream()
                .allMatch(processor -> !((StreamingEventProcessor) processor)
                        .processingStatus()
                        .isEmpty()));
    }

    @Test
    void rebuild() throws Exception {
        System.out.println(shop.send(
                        "GET",
                        "/api/v1" + begin("seatmap"),
                        null,
                        Map.of("Authorization", Shop.OPERATOR, "Accept", "text/event-stream"))
                .body());
        System.out.printf("%n%,d events, medians of %d runs (least to most)%n", events, RUNS);
        System.out.println("| read model | rows | rebuild, events/s | floor, events/s |"
                + " floor / rebuild |");
        for (var model : System.getProperty(
                        "models", "balance,calendar,history,line,mine,payment,seatmap")
                .split(",")) {
            rebuildOf(model);
            var rebuilds = new double[RUNS];
            var floors = new double[RUNS];
            for (int run = 0; run < RUNS; run++) {
                rebuilds[run] = events / rebuildOf(model);
                floors[run] = events / floorOf(model);
            }
            long rows = TABLES.get(model).stream()
                    .mapToLong(table -> jdbc.sql("select count(*) from " + table)
                            .query(Long.class)
                            .single())
                    .sum();
            System.out.printf(
                    "| %s | %,d | %s | %s | %.1f |%n",
                    model,
                    rows,
                    spread(rebuilds),
                    spread(floors),
                    median(floors) / median(rebuilds));
        }
    }

    @Test
    void beside_axons_defaults() throws Exception {
        var defaults = new double[RUNS];
        var rebuilds = new double[RUNS];
        rebuildOf("seatmap");
        for (int run = 0; run < RUNS; run++) {
            defaults[run] = AxonDefaults.eventsPerSecond(
                    storage, tokens, transactions, jdbc, SECONDS_OF_DEFAULTS * 1_000_000_000L);
            rebuilds[run] = events / rebuildOf("seatmap");
        }
        System.out.printf(
                "%nseatmap: Axon's defaults %s events/s, rebuild %s events/s: %.0f" + " times%n",
                spread(defaults), spread(rebuilds), median(rebuilds) / median(defaults));
    }

    @Test
    void buying_goes_on() throws Exception {
        var performances = new ArrayList<String>();
        for (int i = 0; i < 6; i++) {
            performances.add(performance(1_000));
        }
        var buyers =
                IntStream.range(0, 20).mapToObj(n -> shop.customer("buyer")).toList();
        var seats = performances.stream().flatMap(p -> seats(p, 1_000).stream()).iterator();
        reserve(buyers, seats, 500);
        var quiet = new double[RUNS];
        var busy = new double[RUNS];
        for (int run = 0; run < RUNS; run++) {
            quiet[run] = reserve(buyers, seats, 500);
            var over = new AtomicBoolean();
            var rebuilding = Thread.startVirtualThread(() -> {
                while (!over.get()) {
                    rebuildOf("seatmap");
                }
            });
            busy[run] = reserve(buyers, seats, 500);
            over.set(true);
            rebuilding.join();
        }
        System.out.printf(
                "%np99 of a reservation, %d a second: %s ms; while rebuilding %s ms:"
                        + " %.1f times%n",
                A_SECOND, spread(quiet), spread(busy), median(busy) / median(quiet));
    }

    /** Reserves at a steady pace, whatever the answers take; answers with the p99 in ms. */
    private double reserve(List<Person> buyers, Iterator<String> seats, int count)
            throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var millis = new ArrayList<Future<Double>>();
            long start = System.nanoTime();
            for (int n = 0; n < count; n++) {
                long due = start + n * 1_000_000_000L / A_SECOND;
                LockSupport.parkNanos(due - System.nanoTime());
                var buyer = buyers.get(n % buyers.size());
                var seat = seats.next();
                millis.add(threads.submit(() -> {
                    buyer.reserves(seat).is(201);
                    return (System.nanoTime() - due) / 1e6;
                }));
            }
            var sorted = new double[count];
            for (int n = 0; n < count; n++) {
                sorted[n] = millis.get(n).get();
            }
            Arrays.sort(sorted);
            return sorted[count * 99 / 100];
        }
    }

    private static String spread(double[] values) {
        var sorted = Arrays.stream(values).sorted().toArray();
        return "%,.0f (%,.0f to %,.0f)"
                .formatted(median(values), sorted[0], sorted[sorted.length - 1]);
    }

    private static double median(double[] values) {
        return Arrays.stream(values).sorted().toArray()[values.length / 2];
    }

    /** Seconds from the request to the last word, the check and the change of places included. */
    private double rebuildOf(String model) {
        long start = System.nanoTime();
        var path = begin(model);
        var id = path.substring(path.lastIndexOf('/') + 1);
        var state = "RUNNING";
        while (state.equals("RUNNING")) {
            LockSupport.parkNanos(5_000_000);
            // Asked over HTTP, checking the operator's password would be most of the work.
            state = jdbc.sql("select state from rebuild where rebuild_id = ?")
                    .param(id)
                    .query(String.class)
                    .single();
        }
        assertThat(state).isEqualTo("COMPLETED");
        return seconds(start);
    }

    private String begin(String model) {
        return shop.operator("POST", "/projections/" + model + "/rebuilds", null)
                .is(202)
                .location();
    }

    /** Seconds for reading the events and writing the finished rows, and nothing else. */
    private double floorOf(String model) throws Exception {
        try (var connection = dataSource.getConnection()) {
            var copy = connection.unwrap(PGConnection.class).getCopyAPI();
            var rows = new ArrayList<byte[]>();
            for (var table : TABLES.get(model)) {
                var bytes = new ByteArrayOutputStream();
                copy.copyOut("copy " + table + " to stdout", bytes);
                rows.add(bytes.toByteArray());
                try (var statement = connection.createStatement()) {
                    statement.execute("create table aside.floor_" + table + " (like " + table
                            + " including all)");
                }
            }
            connection.setAutoCommit(false);
            long start = System.nanoTime();
            long read = 0;
            try (var statement = connection.createStatement()) {
                statement.setFetchSize(10_000);
                var all = statement.executeQuery(
                        "select * from domain_event_entry order by global_index");
                while (all.next()) {
                    read += all.getBytes("payload").length
                            + all.getString("payload_type").length();
                }
            }
            assertThat(read).isPositive();
            for (int i = 0; i < rows.size(); i++) {
                copy.copyIn(
                        "copy aside.floor_" + TABLES.get(model).get(i) + " from stdin",
                        new ByteArrayInputStream(rows.get(i)));
            }
            connection.commit();
            var seconds = seconds(start);
            try (var statement = connection.createStatement()) {
                for (var table : TABLES.get(model)) {
                    statement.execute("drop table aside.floor_" + table);
                }
            }
            connection.commit();
            return seconds;
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
