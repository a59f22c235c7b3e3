package encore.platform.processor;

import encore.kernel.ProcessorNames;
import encore.kernel.Trace;
import encore.platform.database.Node;
import encore.platform.eventstore.AnnouncingEventSource;
import encore.platform.eventstore.BatchPace;
import encore.platform.eventstore.EventStoreListener;
import encore.platform.eventstore.TailingEventStore;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How processors read events: where from, how many at once, and what they remember. */
@Configuration(proxyBeanMethods = false)
class ProcessorConfiguration {

    /** How often a node tries to claim a free processor; after losing one it waits twice that. */
    private static final long CLAIM_AGAIN_MILLIS = 500;

    /** How long a processor may skip events of others before it stores its position. */
    private static final long TELL_EVERY_MILLIS = 200;

    @Bean
    ClaimingTokenStore tokenStore(
            ConnectionProvider connections, JdbcClient jdbc, Serializer serializer, Node node) {
        return tokens(connections, jdbc, serializer, node, ClaimingTokenStore.RENEW_EVERY);
    }

    static ClaimingTokenStore tokens(
            ConnectionProvider connections,
            JdbcClient jdbc,
            Serializer serializer,
            Node node,
            Duration renewEvery) {
        return new ClaimingTokenStore(
                JdbcTokenStore.builder()
                        .connectionProvider(connections)
                        .serializer(serializer)
                        .schema(TokenSchema.builder()
                                .setTokenTable("token_entry")
                                .setProcessorNameColumn("processor_name")
                                .setTokenTypeColumn("token_type")
                                .build()),
                jdbc,
                serializer,
                node.name(),
                renewEvery);
    }

    @Bean
    SagaStore<Object> sagaStore(
            JdbcTemplate jdbc, Serializer serializer, ClaimingTokenStore tokens) {
        var sagas = new PostgresSagaStore(jdbc, serializer);
        tokens.whenClaimed(ProcessorNames.PAYMENT_SAGA, sagas::forget);
        return sagas;
    }

    /**
     * Every processor reads the stream from its beginning, in batches. A step that fails is tried
     * again until it succeeds; none is logged and lost.
     */
    @Autowired
    void configure(EventProcessingConfigurer processing, ListableBeanFactory beans) {
        processing.usingTrackingEventProcessors();
        processing.configureDefaultStreamableMessageSource(
                config -> announced(config.eventStore(), beans.getBean(EventStoreListener.class)));
        processing.registerTrackingEventProcessorConfiguration(
                config -> batchesOf(BatchPace.PROMPT));
        ProcessorNames.in(beans)
                .filter(ProcessorNames::isAwaitedByNobody)
                .forEach(name -> processing.registerTrackingEventProcessor(
                        name,
                        config -> leisurely(config.eventStore()),
                        config -> batchesOf(BatchPace.LEISURELY)));
        processing.registerDefaultHandlerInterceptor(
                (config, name) -> ProcessorNames.isProjection(name)
                        ? (unitOfWork, chain) -> chain.proceed()
                        : ProcessorConfiguration::goOnWithTheTrace);
        processing.registerDefaultListenerInvocationErrorHandler(
                config -> PropagatingErrorHandler.instance());
    }

    private static Object goOnWithTheTrace(
            UnitOfWork<? extends EventMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        Trace.resume(unitOfWork.getMessage().getMetaData());
        try {
            return chain.proceed();
        } finally {
            Trace.end();
        }
    }

    private static TrackingEventProcessorConfiguration batchesOf(BatchPace pace) {
        return TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                .andBatchSize(pace.batch())
                .andEventAvailabilityTimeout(TELL_EVERY_MILLIS, TimeUnit.MILLISECONDS)
                .andTokenClaimInterval(CLAIM_AGAIN_MILLIS, TimeUnit.MILLISECONDS)
                .andInitialTrackingToken(StreamableMessageSource::createTailToken);
    }

    private static StreamableMessageSource<TrackedEventMessage<?>> announced(
            EventStore store, EventStoreListener listener) {
        return store instanceof TailingEventStore
                ? store
                : new AnnouncingEventSource(store, listener);
    }

    private static StreamableMessageSource<TrackedEventMessage<?>> leisurely(EventStore store) {
        return store instanceof TailingEventStore tailing
                ? from -> tailing.follow(from, BatchPace.LEISURELY)
                : store;
    }
}
