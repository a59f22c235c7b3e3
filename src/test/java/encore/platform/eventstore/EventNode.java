package encore.platform.eventstore;

import com.zaxxer.hikari.HikariDataSource;
import encore.kernel.UserId;
import encore.point.ChargeId;
import encore.point.PointAccountEvent.PointCharged;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/** A node as far as events are concerned: their store, and the tail of it. */
public final class EventNode implements AutoCloseable {

    private static final Serializer JSON = new EventSerializer(new AnnotationRevisionResolver());

    final JdbcClient jdbc;
    final PostgresEventLog eventLog;
    final PostgresEventTail tail;
    final PostgresEventStorage events;
    final TransactionTemplate transaction;

    private final HikariDataSource connections = new HikariDataSource();

    /** Migrates the database, if it is new. */
    public EventNode(String database, int tail) {
        connections.setJdbcUrl(database);
        connections.setMaximumPoolSize(8);
        Flyway.configure().dataSource(connections).load().migrate();
        var template = new JdbcTemplate(connections);
        var transactions = new JdbcTransactionManager(connections);
        this.jdbc = JdbcClient.create(template);
        this.eventLog = eventLog();
        this.tail = tail(eventLog, tail);
        this.transaction = new TransactionTemplate(transactions);
        this.events = new EventStoreConfiguration()
                .eventStorageEngine(
                        new SpringDataSourceConnectionProvider(connections),
                        JSON,
                        JSON,
                        DefaultConfigurer.defaultConfiguration().buildConfiguration(),
                        template,
                        this.tail,
                        new SimpleMeterRegistry());
    }

    /** Of a node that remembers no aggregates. */
    static PostgresEventTail tail(PostgresEventLog eventLog, int keep) {
        return tail(eventLog, keep, event -> {});
    }

    /** Of a node that is told what others have stored. */
    static PostgresEventTail tail(
            PostgresEventLog eventLog, int keep, Consumer<DomainEventMessage<?>> others) {
        return new PostgresEventTail(eventLog, keep, () -> false, new EventStoreListener() {
            @Override
            public void storedElsewhere(DomainEventMessage<?> event) {
                others.accept(event);
            }

            @Override
            public void wentBack() {}
        });
    }

    /** Another way to look at the table. */
    PostgresEventLog eventLog() {
        return new PostgresEventLog(jdbc, JSON, NoOpEventUpcaster.INSTANCE);
    }

    /** So many events of one stream, from a place in it. */
    static List<DomainEventMessage<?>> charges(String user, long from, int count) {
        return LongStream.range(from, from + count)
                .<DomainEventMessage<?>>mapToObj(sequence -> new GenericDomainEventMessage<>(
                        "PointAccount",
                        "points:" + user,
                        sequence,
                        new PointCharged(
                                new UserId(user),
                                new ChargeId(UUID.randomUUID().toString()),
                                1,
                                sequence + 1)))
                .toList();
    }

    public void store(DomainEventMessage<?> event) {
        events.appendEvents(List.of(event));
    }

    void store(String user, long from, int count) {
        events.appendEvents(charges(user, from, count));
    }

    /** Numbers are drawn, and nothing comes of them. */
    void storeInVain(String user, int count) {
        transaction.executeWithoutResult(status -> {
            store(user, 0, count);
            status.setRollbackOnly();
        });
    }

    /** All positions, in order. */
    List<Long> positions() {
        return jdbc.sql("select global_index from domain_event_entry order by 1")
                .query(Long.class)
                .list();
    }

    TailingEventStream follow(long position) {
        return new TailingEventStream(eventLog, tail, BatchPace.PROMPT, position);
    }

    @Override
    public void close() {
        events.close();
        tail.close();
        connections.close();
    }
}
