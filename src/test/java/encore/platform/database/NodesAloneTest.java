package encore.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import encore.testing.BesideServers;
import encore.testing.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import static org.assertj.core.api.Assertions.assertThat;

/** A node that believes to be alone is so. */
@BesideServers
class NodesAloneTest {

    private final HikariDataSource database = new HikariDataSource();
    private final List<Nodes> started = new ArrayList<>();
    private JdbcClient jdbc;

    @BeforeEach
    void migrate() {
        database.setJdbcUrl(TestDatabase.create());
        database.setMaximumPoolSize(4);
        Flyway.configure().dataSource(database).load().migrate();
        jdbc = JdbcClient.create(database);
    }

    @AfterEach
    void stop() {
        started.stream().filter(Nodes::isRunning).forEach(Nodes::stop);
        database.close();
    }

    private Nodes node(String name, boolean embedded) {
        var node = new Nodes(jdbc, new Node(name, embedded));
        started.add(node);
        return node;
    }

    private static void soon(Nodes node, boolean alone) {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (node.isHereAlone() != alone) {
            assertThat(System.nanoTime()).as("still not").isLessThan(patience);
            LockSupport.parkNanos(10_000_000);
        }
    }

    @Test
    void the_first_is_alone_until_another_has_come() {
        var one = node("one", false);
        assertThat(one.isHereAlone()).as("has not looked yet").isFalse();
        one.start();
        assertThat(one.isHereAlone()).isTrue();
        var other = node("other", false);
        other.start();
        // When it has started it may store, and by then all know of it.
        assertThat(one.isHereAlone()).isFalse();
        assertThat(other.isHereAlone()).isFalse();
    }

    @Test
    void one_that_left_is_forgotten_and_one_that_was_killed_is_not() {
        var one = node("one", false);
        one.start();
        var other = node("other", false);
        other.start();
        other.stop();
        soon(one, true);
        jdbc.sql("insert into node values ('killed', now() - interval '5 minutes')")
                .update();
        soon(one, false);
    }

    @Test
    void what_was_looked_at_long_ago_does_not_count() {
        var one = node("one", false);
        one.start();
        one.stop();
        // As if it had been paused.
        soon(one, false);
    }

    @Test
    void with_a_database_of_its_own_there_is_nobody_to_look_for() {
        assertThat(node("embedded", true).isHereAlone()).isTrue();
    }
}
