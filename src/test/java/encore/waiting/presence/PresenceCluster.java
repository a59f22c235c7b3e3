package encore.waiting.presence;

import com.zaxxer.hikari.HikariDataSource;
import encore.testing.TestDatabase;
import org.flywaydb.core.Flyway;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Nodes that share a real database, and a time that goes only when it is told to. */
final class PresenceCluster implements AutoCloseable {

    static final Duration STORED_EVERY = Duration.ofSeconds(5);

    final JdbcClient jdbc;
    final List<PresenceNode> nodes = new ArrayList<>();
    Instant now = Instant.parse("2026-06-01T10:00:00Z");
    boolean databaseIsAway;

    private final HikariDataSource connections = new HikariDataSource();
    private final PresenceSettings settings;
    private int started;

    PresenceCluster(PresenceSettings settings) {
        this.settings = settings;
        connections.setJdbcUrl(TestDatabase.create());
        connections.setMaximumPoolSize(4);
        Flyway.configure().dataSource(connections).load().migrate();
        jdbc = JdbcClient.create(connections);
    }

    /** One of the nodes, whose clock is wrong by so much. */
    final class PresenceNode {

        final Clock clock;
        final Presence presence;
        final Silence silence;
        private final PresenceWriter writer;

        private PresenceNode(Duration skew) {
            clock = Clock.offset(new ToldTime(), skew);
            presence = new Presence(clock);
            var tables = new PresenceTables(jdbc);
            silence = new Silence(tables, settings, clock);
            var transactions = new JdbcTransactionManager(connections) {
                @Override
                protected void doBegin(Object transaction, TransactionDefinition definition) {
                    if (databaseIsAway) {
                        throw new DataAccessResourceFailureException("away");
                    }
                    super.doBegin(transaction, definition);
                }
            };
            writer = new PresenceWriter(
                    presence, tables, settings, transactions, clock, "node-" + ++started);
        }

        void polls(Numbering numbering, int number, Duration retryAfter) {
            presence.seen(numbering, number, clock.instant().plus(retryAfter));
        }

        void stores() {
            writer.storeFromTimeToTime();
        }

        /** With all that it has not stored. */
        void isKilled() {
            nodes.remove(this);
        }

        void stops() {
            writer.leave();
            nodes.remove(this);
        }
    }

    private final class ToldTime extends Clock {

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    PresenceNode start() {
        return start(Duration.ZERO);
    }

    PresenceNode start(Duration skew) {
        var node = new PresenceNode(skew);
        nodes.add(node);
        return node;
    }

    /** So long, in steps of five seconds, the nodes store what they know. */
    void pass(Duration time) {
        for (var end = now.plus(time); now.isBefore(end); ) {
            now = now.plus(STORED_EVERY);
            List.copyOf(nodes).forEach(PresenceNode::stores);
        }
    }

    @Override
    public void close() {
        connections.close();
    }
}
