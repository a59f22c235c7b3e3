package encore.platform;

import encore.platform.FollowedEvents.Pace;
import io.micrometer.core.instrument.MeterRegistry;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.eventhandling.TrackingToken;
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
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The event store in PostgreSQL; with the profile {@code axonserver}, Axon Server is in its place.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "false")
class PostgresEventStore {

    private static final String DUPLICATE_KEY = "23505";

    /** The order of appends leaves no gap that could still be filled, so none is waited for. */
    private static final int NO_GAPS = 1;

    /** Of one stream; one that is not full is the last, for numbers have no holes. */
    private static final int PAGE = 100;

    /** So many of the newest events stay in memory. */
    private static final int TAIL = 16_384;

    @Bean
    PostgresEvents eventStorageEngine(ConnectionProvider connections, Serializer serializer,
            @Qualifier("eventSerializer") Serializer eventSerializer,
            org.axonframework.config.Configuration axon, JdbcOperations jdbc, EventTail tail,
            MeterRegistry meters) {
        return new PostgresEvents(JdbcEventStorageEngine.builder()
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
                .schema(schema()), jdbc, tail, meters);
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
    EmbeddedEventStore eventStore(EventStorageEngine storage, PostgresPast past, EventTail tail) {
        return new FollowedEventStore(EmbeddedEventStore.builder().storageEngine(storage), past,
                tail);
    }

    @Bean
    EventTail eventTail(PostgresPast past, AggregateMemory memory, Nodes nodes) {
        return new EventTail(past, TAIL, nodes::isHereAlone, memory);
    }

    @Bean
    Nodes nodes(JdbcClient jdbc, AxonConfiguration.Node node) {
        return new Nodes(jdbc, node);
    }

    /** Processors follow the tail. */
    static final class FollowedEventStore extends EmbeddedEventStore {

        private final PostgresPast past;
        private final EventTail tail;

        private FollowedEventStore(Builder builder, PostgresPast past, EventTail tail) {
            super(builder);
            this.past = past;
            this.tail = tail;
        }

        @Override
        public TrackingEventStream openStream(TrackingToken from) {
            return follow(from, Pace.PROMPT);
        }

        TrackingEventStream follow(TrackingToken from, Pace pace) {
            return new FollowedEvents(past, tail, pace,
                    from == null ? -1 : from.position().orElse(-1));
        }
    }

    @Bean
    PostgresPast past(JdbcClient jdbc, @Qualifier("eventSerializer") Serializer eventSerializer,
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
