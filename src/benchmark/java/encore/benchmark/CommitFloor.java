package encore.benchmark;

import encore.platform.eventstore.FloorStore;
import encore.platform.eventstore.FloorStore.Row;

import javax.sql.DataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What durable storing alone costs: the rows that an operation stores, in as many transactions,
 * inserted by as many clients as the server has connections, into a table like that of the events
 * but without the trigger that puts them in one order.
 */
final class CommitFloor {

    private static final int CLIENTS = 16;
    private static final String TABLE = "commit_floor";

    private final DataSource dataSource;
    private final List<List<Row>> transactions;

    private CommitFloor(DataSource dataSource, List<List<Row>> transactions) {
        this.dataSource = dataSource;
        this.transactions = transactions;
    }

    /**
     * The floor of an operation that stores such events. Each transaction is given by the names of
     * its events; the rows are taken from what the server stored last.
     */
    static CommitFloor of(Server server, String... transactions) {
        return new CommitFloor(
                server.dataSource(),
                Arrays.stream(transactions)
                        .map(events -> FloorStore.newest(server.jdbc(), events.split(" ")))
                        .toList());
    }

    /** Does nothing but store for so long. */
    Measure measure(int seconds) throws Exception {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("drop table if exists " + TABLE);
            statement.execute("create table " + TABLE + " (like domain_event_entry including all)");
            try {
                return storing(seconds);
            } finally {
                statement.execute("drop table " + TABLE);
            }
        }
    }

    private Measure storing(int seconds) throws Exception {
        try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
            long start = System.nanoTime();
            long end = start + seconds * 1_000_000_000L;
            Callable<Long> client = () -> storeUntil(end);
            long operations = 0;
            var clients = new ArrayList<Future<Long>>();
            for (int n = 0; n < CLIENTS; n++) {
                clients.add(threads.submit(client));
            }
            for (var one : clients) {
                operations += one.get();
            }
            return Measure.of(operations, (System.nanoTime() - start) / 1e9);
        }
    }

    private long storeUntil(long end) throws SQLException {
        try (var connection = dataSource.getConnection()) {
            var statements = new ArrayList<PreparedStatement>();
            for (var rows : transactions) {
                statements.add(insert(connection, rows.size()));
            }
            long operations = 0;
            while (System.nanoTime() < end) {
                for (int n = 0; n < statements.size(); n++) {
                    store(statements.get(n), transactions.get(n));
                }
                operations++;
            }
            return operations;
        }
    }

    /** One statement is one transaction, in one round trip. */
    private static PreparedStatement insert(Connection connection, int rows) throws SQLException {
        return connection.prepareStatement("insert into " + TABLE
                + " (aggregate_identifier, sequence_number, type, event_identifier, payload_type,"
                + " payload_revision, time_stamp, payload, meta_data) values "
                + String.join(", ", Collections.nCopies(rows, "(?, 0, ?, ?, ?, ?, ?, ?, ?)")));
    }

    private static void store(PreparedStatement insert, List<Row> rows) throws SQLException {
        int parameter = 1;
        for (var row : rows) {
            insert.setString(parameter++, Row.fresh(row.stream()));
            insert.setString(parameter++, row.type());
            insert.setString(parameter++, UUID.randomUUID().toString());
            insert.setString(parameter++, row.payloadType());
            insert.setString(parameter++, row.revision());
            insert.setString(parameter++, row.at());
            insert.setBytes(parameter++, row.payload());
            insert.setBytes(parameter++, row.metaData());
        }
        insert.executeUpdate();
    }
}
