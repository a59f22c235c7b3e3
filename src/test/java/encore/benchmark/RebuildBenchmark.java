package encore.benchmark;

import encore.shop.OverHttp;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.serialization.Serializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import javax.sql.DataSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** How fast a read model is built anew, beside what Axon does by default and beside the floor. */
class RebuildBenchmark extends OverHttp {

    private static final int PEOPLE = Integer.getInteger("people", 90_000);
    private static final int RUNS = 5;
    private static final Map<String, List<String>> TABLES = Map.of(
            "line", List.of("line"), "calendar", List.of("calendar", "calendar_hold"),
            "seatmap", List.of("seat_map"), "mine", List.of("reservation"),
            "balance", List.of("point_balance"), "history", List.of("point_history"),
            "payment", List.of("payment"));

    @Autowired
    private DataSource dataSource;

    @Autowired
    private Serializer serializer;

    private long events;

    /** Makes the past, with all who would act on it told that they have read it. */
    @BeforeEach
    void makeThePast() throws SQLException {
        var processors = processing.eventProcessors().values();
        processors.forEach(processor -> processor.shutDown());
        try (var connection = dataSource.getConnection()) {
            var one = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            one.sql("set statement_timeout = 0").update();
            events = PlantedPast.plant(one, PEOPLE);
            one.sql("reset statement_timeout").update();
        }
        long head = jdbc.sql("select max(global_index) from domain_event_entry").query(Long.class)
                .single();
        var token = serializer.serialize(GapAwareTrackingToken.newInstance(head, Set.of()),
                byte[].class);
        jdbc.sql("update token_entry set token = ?, token_type = ?, owner = null")
                .params(token.getData(), token.getType().getName())
                .update();
        processors.forEach(processor -> processor.start());
        eventually(() -> processors.stream().allMatch(processor ->
                !((StreamingEventProcessor) processor).processingStatus().isEmpty()));
    }

    @Test
    void rebuild() throws Exception {
        System.out.printf("%n%,d events%n", events);
        System.out.println("| read model | rows | rebuild, events/s | floor, events/s |"
                + " floor / rebuild |");
        for (var model : TABLES.keySet().stream().sorted().toList()) {
            rebuildOf(model);
            var rebuilds = new double[RUNS];
            var floors = new double[RUNS];
            for (int run = 0; run < RUNS; run++) {
                rebuilds[run] = events / rebuildOf(model);
                floors[run] = events / floorOf(model);
            }
            long rows = TABLES.get(model).stream().mapToLong(table -> jdbc
                    .sql("select count(*) from " + table).query(Long.class).single()).sum();
            System.out.printf("| %s | %,d | %,.0f (%,.0f to %,.0f) | %,.0f | %.1f |%n", model, rows,
                    median(rebuilds), Arrays.stream(rebuilds).min().orElseThrow(),
                    Arrays.stream(rebuilds).max().orElseThrow(), median(floors),
                    median(floors) / median(rebuilds));
        }
    }

    private static double median(double[] values) {
        return Arrays.stream(values).sorted().toArray()[values.length / 2];
    }

    /** Seconds from the request to the last word, the check and the change of places included. */
    private double rebuildOf(String model) throws InterruptedException {
        long start = System.nanoTime();
        var path = shop.operator("POST", "/projections/" + model + "/rebuilds", null).is(202)
                .header("Location").substring("/api/v1".length());
        var state = "RUNNING";
        while (state.equals("RUNNING")) {
            Thread.sleep(5);
            state = shop.operator("GET", path, null).is(200).text("state");
        }
        assertThat(state).isEqualTo("COMPLETED");
        return seconds(start);
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
                    read += all.getBytes("payload").length + all.getString("payload_type").length();
                }
            }
            assertThat(read).isPositive();
            for (int i = 0; i < rows.size(); i++) {
                copy.copyIn("copy aside.floor_" + TABLES.get(model).get(i) + " from stdin",
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
