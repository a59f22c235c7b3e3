package encore.platform;

import encore.kernel.Refusal;
import encore.kernel.Refused;
import encore.kernel.Trace;
import encore.platform.FollowedEvents.Pace;
import encore.platform.PostgresEventStore.FollowedEventStore;
import encore.readmodel.ReadModel;
import io.micrometer.core.instrument.MeterRegistry;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryUpdateEmitter;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.RevisionResolver;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

import javax.sql.DataSource;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Every part of Axon, named. Left to itself, Axon's auto-configuration falls back to memory and no
 * transactions whenever it does not find what it looks for.
 */
@Configuration(proxyBeanMethods = false)
class AxonConfiguration {

    private static final String SAGA = "saga-payment";

    /** How often a node tries to claim what nobody has; one that lost a claim waits twice that. */
    private static final long CLAIM_AGAIN_MILLIS = 500;

    /** How long a processor may go on past events that are none of its business without a word. */
    private static final long TELL_EVERY_MILLIS = 200;

    @Bean
    TransactionManager axonTransactionManager(PlatformTransactionManager transactions) {
        return new SpringTransactionManager(transactions);
    }

    @Bean
    ConnectionProvider connectionProvider(DataSource dataSource) {
        return new SpringDataSourceConnectionProvider(dataSource);
    }

    @Bean
    RevisionResolver revisionResolver() {
        return new AnnotationRevisionResolver();
    }

    /** Tokens and sagas: Axon's own types say in the JSON which of them they are. */
    @Bean
    @Primary
    Serializer serializer(RevisionResolver revisions) {
        return json(revisions).build();
    }

    @Bean
    @Qualifier("messageSerializer")
    Serializer messageSerializer(Serializer serializer) {
        return serializer;
    }

    @Bean
    @Qualifier("eventSerializer")
    Serializer eventSerializer(RevisionResolver revisions) {
        return new StoredEventNames(json(revisions), revisions);
    }

    private static Jackson3Serializer.Builder json(RevisionResolver revisions) {
        return Jackson3Serializer.builder()
                .revisionResolver(revisions)
                .jsonMapperBuilderCustomizer(mapper -> mapper.polymorphicTypeValidator(
                        BasicPolymorphicTypeValidator.builder()
                                .allowIfSubType("org.axonframework.")
                                .build()));
    }

    @Bean
    ClaimedTokens tokenStore(ConnectionProvider connections, JdbcClient jdbc,
            Serializer serializer, Node node) {
        return tokens(connections, jdbc, serializer, node, ClaimedTokens.RENEW_EVERY);
    }

    static ClaimedTokens tokens(ConnectionProvider connections, JdbcClient jdbc,
            Serializer serializer, Node node, Duration renewEvery) {
        return new ClaimedTokens(JdbcTokenStore.builder()
                .connectionProvider(connections)
                .serializer(serializer)
                .schema(TokenSchema.builder()
                        .setTokenTable("token_entry")
                        .setProcessorNameColumn("processor_name")
                        .setTokenTypeColumn("token_type")
                        .build()), jdbc, serializer, node.name(), renewEvery);
    }

    @Bean
    SagaStore<Object> sagaStore(JdbcTemplate jdbc, Serializer serializer, ClaimedTokens tokens) {
        var sagas = new PostgresSagas(jdbc, serializer);
        tokens.whenClaimed(SAGA, sagas::forget);
        return sagas;
    }

    /**
     * A refusal is an answer, not a failure: nothing was done, so there is nothing to roll back.
     */
    @Bean
    @Qualifier("localSegment")
    SimpleCommandBus commandBus(AggregateMemory memory, MeterRegistry meters) {
        var bus = new LocalCommandBus(SimpleCommandBus.builder()
                .rollbackConfiguration(failure -> !(failure instanceof Refused)), memory, meters);
        bus.registerHandlerInterceptor(
                new CorrelationDataInterceptor<>(new MessageOriginProvider()));
        bus.registerHandlerInterceptor(new RefuseUnknownAggregates());
        return bus;
    }

    /** The name is what the aggregates ask for. */
    @Bean
    AggregateMemory aggregateMemory(ObjectProvider<EventStore> events) {
        return new AggregateMemory(events);
    }

    /** Read models are in the database that every node has: no question needs to travel. */
    @Bean
    QueryBus queryBus(QueryUpdateEmitter updates) {
        return new LocalQueryBus(SimpleQueryBus.builder().queryUpdateEmitter(updates));
    }

    /**
     * Every processor reads the stream from its beginning, in batches. A step that fails is tried
     * again until it succeeds; none is logged and lost.
     */
    @Autowired
    void configure(EventProcessingConfigurer processing, ListableBeanFactory beans) {
        processing.usingTrackingEventProcessors();
        processing.configureDefaultStreamableMessageSource(
                config -> heard(config.eventStore(), beans.getBean(AggregateMemory.class)));
        processing.registerTrackingEventProcessorConfiguration(config -> batchesOf(Pace.PROMPT));
        Arrays.stream(beans.getBeanNamesForAnnotation(ProcessingGroup.class))
                .map(bean -> beans.findAnnotationOnBean(bean, ProcessingGroup.class).value())
                .filter(group -> group.startsWith(ReadModel.PREFIX))
                .distinct()
                .forEach(group -> processing.registerTrackingEventProcessor(group,
                        config -> leisurely(config.eventStore()),
                        config -> batchesOf(Pace.LEISURELY)));
        processing.registerDefaultHandlerInterceptor((config, name) ->
                name.startsWith(ReadModel.PREFIX)
                        ? (unitOfWork, chain) -> chain.proceed()
                        : AxonConfiguration::goOnWithTheTrace);
        processing.registerDefaultListenerInvocationErrorHandler(
                config -> PropagatingErrorHandler.instance());
    }

    private static Object goOnWithTheTrace(UnitOfWork<? extends EventMessage<?>> unitOfWork,
            InterceptorChain chain) throws Exception {
        Trace.resume(unitOfWork.getMessage().getMetaData());
        try {
            return chain.proceed();
        } finally {
            Trace.end();
        }
    }

    private static TrackingEventProcessorConfiguration batchesOf(Pace pace) {
        return TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                .andBatchSize(pace.batch)
                .andEventAvailabilityTimeout(TELL_EVERY_MILLIS, TimeUnit.MILLISECONDS)
                .andTokenClaimInterval(CLAIM_AGAIN_MILLIS, TimeUnit.MILLISECONDS)
                .andInitialTrackingToken(StreamableMessageSource::createTailToken);
    }

    private static StreamableMessageSource<TrackedEventMessage<?>> heard(EventStore store,
            AggregateMemory memory) {
        return store instanceof FollowedEventStore ? store : new HeardEvents(store, memory);
    }

    private static StreamableMessageSource<TrackedEventMessage<?>> leisurely(EventStore store) {
        return store instanceof FollowedEventStore followed
                ? from -> followed.follow(from, Pace.LEISURELY) : store;
    }

    @Bean
    @ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "true")
    AxonServerPast axonServerPast(EventStore events) {
        return new AxonServerPast(events);
    }

    /**
     * Who this process is among the nodes that share the database.
     *
     * @param isAlone whether there can be no others
     */
    record Node(String name, boolean isAlone) {}

    /** An id that leads nowhere is somebody's mistake, not ours. */
    private static final class RefuseUnknownAggregates
            implements MessageHandlerInterceptor<CommandMessage<?>> {

        @Override
        public Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork,
                InterceptorChain chain) throws Exception {
            try {
                return chain.proceed();
            } catch (AggregateNotFoundException e) {
                var id = e.getAggregateIdentifier().toString();
                throw new Refused(switch (id.substring(0, id.indexOf(':'))) {
                    case "seat" -> Refusal.SEAT_NOT_FOUND;
                    case "reservation" -> Refusal.RESERVATION_NOT_FOUND;
                    case "performance" -> Refusal.PERFORMANCE_NOT_FOUND;
                    case "waiting" -> Refusal.TOKEN_INVALID;
                    default -> throw e;
                });
            }
        }
    }
}
