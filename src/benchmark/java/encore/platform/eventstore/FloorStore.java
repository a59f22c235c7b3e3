package encore.platform.eventstore;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import javax.sql.DataSource;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The server's shared commit with nothing around it, for the benchmark: stores rows of events by
 * its statement, each in a stream of its own, into a table like that of the events but without the
 * trigger that puts them in one order.
 */
public final class FloorStore implements AutoCloseable {

    private static final String TABLE = "combined_floor";
    private static final int GROUP = 256;
    private static final AtomicLong NUMBER = new AtomicLong();

    private final HikariDataSource connections = new HikariDataSource();
    private final GroupCommit<List<Row>> commits;

    /** An event as it was stored. */
    public record Row(
            String stream,
            String type,
            String payloadType,
            String revision,
            String at,
            byte[] payload,
            byte[] metaData) {

        /** As long as the stream's name, and new. */
        public static String fresh(String stream) {
            var number = Long.toString(NUMBER.incrementAndGet());
            int colon = stream.indexOf(':') + 1;
            return stream.substring(0, colon)
                    + "0".repeat(Math.max(0, stream.length() - colon - number.length()))
                    + number;
        }
    }

    public FloorStore(DataSource database) {
        connections.setDataSource(database);
        var jdbc = JdbcClient.create(connections);
        jdbc.sql("drop table if exists " + TABLE).update();
        jdbc.sql("create table " + TABLE + " (like domain_event_entry including all)")
                .update();
        this.commits = new GroupCommit<>(
                "floor",
                GROUP,
                failure -> false,
                groups -> insert(jdbc, groups.stream().flatMap(List::stream).toList()));
    }

    /** The newest events of these names, one of each. */
    public static List<Row> newest(JdbcClient jdbc, String... events) {
        return Stream.of(events)
                .map(event -> jdbc.sql("""
                select aggregate_identifier, type, payload_type, payload_revision, time_stamp,
                       payload, meta_data
                  from domain_event_entry where payload_type = ?
                 order by global_index desc limit 1
                """)
                        .param(event)
                        .query((row, n) -> new Row(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getBytes(6),
                                row.getBytes(7)))
                        .single())
                .toList();
    }

    /** Returns when they are durable. */
    public void store(List<Row> rows) {
        commits.commit(rows);
    }

    private static void insert(JdbcClient jdbc, List<Row> rows) {
        jdbc.sql(PostgresEventStorage.INSERT.replace("domain_event_entry", TABLE))
                .params(List.of(
                        texts(rows, row -> Row.fresh(row.stream())),
                        texts(rows, Row::type),
                        texts(rows, row -> UUID.randomUUID().toString()),
                        texts(rows, Row::payloadType),
                        texts(rows, Row::revision),
                        texts(rows, Row::at),
                        sequence(rows.size()),
                        rows.stream().map(Row::payload).toArray(byte[][]::new),
                        rows.stream().map(Row::metaData).toArray(byte[][]::new)))
                .query(Long.class)
                .list();
    }

    private static Long[] sequence(int rows) {
        var first = new Long[rows];
        Arrays.fill(first, 0L);
        return first;
    }

    private static String[] texts(List<Row> rows, Function<Row, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    @Override
    public void close() {
        commits.close();
        connections.close();
    }
}
