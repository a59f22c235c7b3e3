package encore.platform.eventstore;

import encore.kernel.EventsInPostgres;
import encore.platform.database.Node;
import encore.platform.database.Nodes;

import io.micrometer.core.instrument.MeterRegistry;

import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jpa.SQLStateResolver;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The event store in PostgreSQL; with the profile {@code axonserver}, Axon Server is in its place.
 */
@Configuration(proxyBeanMethods = false)
@EventsInPostgres
class EventStoreConfiguration {

    private static final String DUPLICATE_KEY = "23505";

    /** Appends take turns, so a gap is never filled later, and none is waited for. */
    private static final int NO_GAPS = 1;

    /** Events of one stream; a page that is not full is the last. */
    private static final int PAGE = 100;

    /** How many of the newest events stay in memory. */
    private static final int TAIL = 16_384;

    @Bean
    PostgresEventStorage eventStorageEngine(
            ConnectionProvider connections,
            Serializer serializer,
            @Qualifier("eventSerializer") Serializer eventSerializer,
            org.axonframework.config.Configuration axon,
            JdbcOperations jdbc,
            PostgresEventTail tail,
            MeterRegistry meters) {
        return new PostgresEventStorage(
                JdbcEventStorageEngine.builder()
                        .connectionProvider(connections)
                        .transactionManager(NoTransactionManager.INSTANCE)
                        .snapshotSerializer(serializer)
                        .eventSerializer(eventSerializer)
                        .upcasterChain(axon.upcasterChain())
                        .snapshotFilter(axon.snapshotFilter())
                        .persistenceExceptionResolver(new SQLStateResolver(DUPLICATE_KEY))
                        .gapTimeout(NO_GAPS)
                        .finalAggregateBatchPredicate(page -> page.size() < PAGE)
                        .batchSize(PAGE)
                        .schema(schema()),
                jdbc,
                tail,
                meters);
    }

    private static EventSchema schema() {
        return EventSchema.builder()
                .eventTable("domain_event_entry")
                .globalIndexColumn("global_index")
                .aggregateIdentifierColumn("aggregate_identifier")
                .sequenceNumberColumn("sequence_number")
                .typeColumn("type")
                .eventIdentifierColumn("event_identifier")
                .payloadTypeColumn("payload_type")
                .payloadRevisionColumn("payload_revision")
                .timestampColumn("time_stamp")
                .payloadColumn("payload")
                .metaDataColumn("meta_data")
                .build();
    }

    @Bean(name = "eventBus")
    @Qualifier("eventStore")
    TailingEventStore eventStore(
            EventStorageEngine storage, PostgresEventLog eventLog, PostgresEventTail tail) {
        return new TailingEventStore(
                EmbeddedEventStore.builder().storageEngine(storage), eventLog, tail);
    }

    @Bean
    PostgresEventTail eventTail(
            PostgresEventLog eventLog, EventStoreListener aggregates, Nodes nodes) {
        return new PostgresEventTail(eventLog, TAIL, nodes::isHereAlone, aggregates);
    }

    @Bean
    Nodes nodes(JdbcClient jdbc, Node node) {
        return new Nodes(jdbc, node);
    }

    @Bean
    PostgresEventLog eventLog(
            JdbcClient jdbc,
            @Qualifier("eventSerializer") Serializer eventSerializer,
            org.axonframework.config.Configuration axon) {
        return new PostgresEventLog(jdbc, eventSerializer, axon.upcasterChain());
    }

    /** Fails the start rather than keep events somewhere else. */
    @Bean
    ApplicationRunner checkThatEventsAreKept(
            EventStore events, EventStorageEngine storage, TransactionManager transactions) {
        return args -> {
            if (!(events instanceof EmbeddedEventStore)
                    || !(storage instanceof JdbcEventStorageEngine)
                    || !(transactions instanceof SpringTransactionManager)) {
                throw new IllegalStateException("events would not be kept in PostgreSQL");
            }
        };
    }
}
