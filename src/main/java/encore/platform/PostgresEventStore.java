package encore.platform;

import encore.kernel.Past;
import org.axonframework.common.jdbc.ConnectionProvider;
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
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The event store in PostgreSQL; with the profile {@code axonserver}, Axon Server is in its place.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "false")
class PostgresEventStore {

    private static final String DUPLICATE_KEY = "23505";

    /** How long an event of another node may go unseen here; our own wake the readers at once. */
    private static final int LOOK_EVERY_MILLIS = 50;

    /** The order of appends leaves no gap that could still be filled, so none is waited for. */
    private static final int NO_GAPS = 1;

    @Bean
    EventStorageEngine eventStorageEngine(ConnectionProvider connections,
            TransactionManager transactions, Serializer serializer,
            @Qualifier("eventSerializer") Serializer eventSerializer,
            org.axonframework.config.Configuration axon) {
        return JdbcEventStorageEngine.builder()
                .connectionProvider(connections)
                .transactionManager(transactions)
                .snapshotSerializer(serializer)
                .eventSerializer(eventSerializer)
                .upcasterChain(axon.upcasterChain())
                .snapshotFilter(axon.snapshotFilter())
                .persistenceExceptionResolver(new SQLStateResolver(DUPLICATE_KEY))
                .gapTimeout(NO_GAPS)
                .schema(schema())
                .build();
    }

    private static EventSchema schema() {
        return EventSchema.builder()
                .eventTable("domain_event_entry")
                .snapshotTable("snapshot_event_entry")
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
    EmbeddedEventStore eventStore(EventStorageEngine storage) {
        return EmbeddedEventStore.builder()
                .storageEngine(storage)
                .fetchDelay(LOOK_EVERY_MILLIS)
                .build();
    }

    @Bean
    Past past(JdbcClient jdbc, @Qualifier("eventSerializer") Serializer eventSerializer,
            org.axonframework.config.Configuration axon) {
        return new PostgresPast(jdbc, eventSerializer, axon.upcasterChain());
    }

    /** Nothing of this may silently be something else. */
    @Bean
    ApplicationRunner checkThatEventsAreKept(EventStore events, EventStorageEngine storage,
            TransactionManager transactions) {
        return args -> {
            if (!(events instanceof EmbeddedEventStore)
                    || !(storage instanceof JdbcEventStorageEngine)
                    || !(transactions instanceof SpringTransactionManager)) {
                throw new IllegalStateException("events would not be kept in PostgreSQL");
            }
        };
    }
}
