package encore.replay.deadletter;

import encore.kernel.ProcessorNames;
import encore.kernel.work.Faults;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.DeadLetterSchema;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcDeadLetter;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.EnqueuePolicy;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.messaging.deadletter.ThrowableCause;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;

import javax.sql.DataSource;

/**
 * A queue for each read model and each automation, of the events it could not take in: its other
 * streams go on, and so do all others. Later events of the same stream wait behind the first, in
 * order. The saga has none: what keeps failing there is a stalled payment.
 */
@Configuration(proxyBeanMethods = false)
class DeadLetterConfiguration {

    private static final String RETRIES = "retries";

    private final ConnectionProvider connections;
    private final TransactionManager transactions;
    private final Serializer serializer;
    private final Serializer eventSerializer;
    private final DeadLetterLimits limits;

    DeadLetterConfiguration(
            ConnectionProvider connections,
            TransactionManager transactions,
            Serializer serializer,
            @Qualifier("eventSerializer") Serializer eventSerializer,
            DeadLetterLimits limits) {
        this.connections = connections;
        this.transactions = transactions;
        this.serializer = serializer;
        this.eventSerializer = eventSerializer;
        this.limits = limits;
    }

    @Autowired
    void configure(
            EventProcessingConfigurer processing,
            ListableBeanFactory beans,
            DataSource database,
            JdbcOperations jdbc) {
        var steps = new SavepointTransactions(transactions, database);
        processing.registerDefaultDeadLetterPolicy(axon -> policy());
        ProcessorNames.in(beans).forEach(group -> {
            processing.registerDeadLetterQueue(group, axon -> queue(group, jdbc));
            processing.registerDeadLetteringEventHandlerInvokerConfiguration(
                    group, (axon, invoker) -> invoker.transactionManager(steps));
        });
    }

    private SequencedDeadLetterQueue<EventMessage<?>> queue(String group, JdbcOperations jdbc) {
        return new DeadLetterQueue(
                JdbcSequencedDeadLetterQueue.<EventMessage<?>>builder()
                        .connectionProvider(connections)
                        .transactionManager(transactions)
                        .schema(SCHEMA)
                        .statementFactory(new PagedStatements(SCHEMA, serializer, eventSerializer))
                        .genericSerializer(serializer)
                        .eventSerializer(eventSerializer)
                        .maxSequences(limits.streams())
                        .maxSequenceSize(limits.perStream())
                        .pageSize(limits.perStream()),
                jdbc,
                group);
    }

    /**
     * What one event is at fault for makes a letter, with its cause and how often it was tried
     * again; after a failure of the surroundings the batch begins again.
     */
    private static EnqueuePolicy<EventMessage<?>> policy() {
        return (letter, failure) -> {
            if (!Faults.isOfOne(failure)) {
                throw new IllegalStateException("to be done again", failure);
            }
            int retries = letter instanceof JdbcDeadLetter<?> known
                    ? ((Number) known.diagnostics().getOrDefault(RETRIES, 0)).intValue() + 1
                    : 0;
            return Decisions.enqueue(
                    new ThrowableCause(failure.getClass().getName(), Faults.told(failure)),
                    again -> again.diagnostics().and(RETRIES, retries));
        };
    }

    private static final DeadLetterSchema SCHEMA = DeadLetterSchema.builder()
            .deadLetterTable("dead_letter")
            .deadLetterIdentifierColumn("letter_id")
            .processingGroupColumn("processing_group")
            .sequenceIdentifierColumn("sequence_identifier")
            .sequenceIndexColumn("sequence_index")
            .messageTypeColumn("message_type")
            .eventIdentifierColumn("event_identifier")
            .timestampColumn("time_stamp")
            .payloadTypeColumn("payload_type")
            .payloadRevisionColumn("payload_revision")
            .payloadColumn("payload")
            .metaDataColumn("meta_data")
            .aggregateTypeColumn("type")
            .aggregateIdentifierColumn("aggregate_identifier")
            .sequenceNumberColumn("sequence_number")
            .tokenTypeColumn("token_type")
            .tokenColumn("token")
            .enqueuedAtColumn("enqueued_at")
            .lastTouchedColumn("last_touched")
            .processingStartedColumn("processing_started")
            .causeTypeColumn("cause_type")
            .causeMessageColumn("cause_message")
            .diagnosticsColumn("diagnostics")
            .build();
}
