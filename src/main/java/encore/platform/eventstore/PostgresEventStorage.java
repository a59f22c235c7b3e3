package encore.platform.eventstore;

import encore.kernel.StoredEvent;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static org.axonframework.common.DateTimeUtils.formatInstant;

/**
 * How events get into PostgreSQL: all that belong together by one statement. Events decided outside
 * any transaction share a commit with those of other commands. Events decided within one (a step of
 * the saga, an automation) are part of it.
 */
class PostgresEventStorage extends JdbcEventStorageEngine implements AutoCloseable {

    /** The most commands that share a commit. */
    private static final int GROUP = 256;

    static final String INSERT = """
            insert into domain_event_entry (aggregate_identifier, type, event_identifier,
                   payload_type, payload_revision, time_stamp, sequence_number, payload, meta_data)
            select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                   ?::bigint[], ?::bytea[], ?::bytea[])
            returning global_index
            """;

    private final JdbcOperations jdbc;
    private final PostgresEventTail tail;
    private final GroupCommit<List<? extends EventMessage<?>>> commits;

    PostgresEventStorage(
            Builder builder, JdbcOperations jdbc, PostgresEventTail tail, MeterRegistry meters) {
        super(builder);
        this.jdbc = jdbc;
        this.tail = tail;
        var size = DistributionSummary.builder("encore.commit.size")
                .description("Commands that shared a commit")
                .register(meters);
        var time = Timer.builder("encore.commit")
                .description("How long a shared commit took")
                .register(meters);
        this.commits = new GroupCommit<>(
                "events", GROUP, DataIntegrityViolationException.class::isInstance, groups -> {
                    size.record(groups.size());
                    time.record(() -> tail.stored(insert(groups.stream()
                            .<EventMessage<?>>flatMap(List::stream)
                            .toList())));
                });
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> events, Serializer serializer) {
        if (events.isEmpty()) {
            return;
        }
        // What can't be encoded fails here, before anybody shares its fate.
        events.forEach(event -> encode((DomainEventMessage<?>) event));
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            decided().add(events);
        } else {
            insertOrExplain(() -> commits.commit(events), events);
        }
    }

    private void insertOrExplain(Runnable insert, List<? extends EventMessage<?>> events) {
        try {
            insert.run();
        } catch (DataAccessException | TransactionException e) {
            handlePersistenceException(e, events.getFirst());
        }
    }

    /** What this transaction has decided so far. */
    private Decided decided() {
        var decided = (Decided) TransactionSynchronizationManager.getResource(this);
        if (decided == null) {
            decided = new Decided();
            TransactionSynchronizationManager.bindResource(this, decided);
            TransactionSynchronizationManager.registerSynchronization(decided);
        }
        return decided;
    }

    /**
     * Stored as the last thing before the commit: from then on until it is through, no other can
     * store anything, so that events are seen in their order.
     */
    private final class Decided implements TransactionSynchronization {

        private final List<EventMessage<?>> events = new ArrayList<>();
        private List<StoredEvent> stored = List.of();

        private void add(List<? extends EventMessage<?>> more) {
            events.addAll(more);
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            insertOrExplain(() -> stored = insert(events), events);
        }

        @Override
        public void afterCommit() {
            tail.stored(stored);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResource(PostgresEventStorage.this);
        }
    }

    /** A message keeps what it was encoded as. */
    private SerializedObject<byte[]> encode(DomainEventMessage<?> event) {
        return event.serializePayload(getEventSerializer(), byte[].class);
    }

    /** By itself, the statement is a transaction of its own: durable when this returns. */
    private List<StoredEvent> insert(List<? extends EventMessage<?>> events) {
        return jdbc.query(
                connection -> {
                    var insert = connection.prepareStatement(INSERT);
                    fill(insert, events);
                    return insert;
                },
                (index, n) ->
                        new StoredEvent(index.getLong(1), (DomainEventMessage<?>) events.get(n)));
    }

    private void fill(PreparedStatement insert, List<? extends EventMessage<?>> events)
            throws SQLException {
        int rows = events.size();
        var texts = new String[6][rows];
        var sequence = new Long[rows];
        var bytes = new byte[2][rows][];
        for (int row = 0; row < rows; row++) {
            var event = (DomainEventMessage<?>) events.get(row);
            var payload = encode(event);
            texts[0][row] = event.getAggregateIdentifier();
            sequence[row] = event.getSequenceNumber();
            texts[1][row] = event.getType();
            texts[2][row] = event.getIdentifier();
            texts[3][row] = payload.getType().getName();
            texts[4][row] = payload.getType().getRevision();
            texts[5][row] = formatInstant(event.getTimestamp());
            bytes[0][row] = payload.getData();
            bytes[1][row] =
                    event.serializeMetaData(getEventSerializer(), byte[].class).getData();
        }
        var connection = insert.getConnection();
        int n = 1;
        for (var column : texts) {
            insert.setArray(n++, connection.createArrayOf("text", column));
        }
        insert.setArray(n++, connection.createArrayOf("bigint", sequence));
        for (var column : bytes) {
            insert.setArray(n++, connection.createArrayOf("bytea", column));
        }
    }

    /** There are none: what is long stays in memory. */
    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String stream) {
        return Stream.empty();
    }

    @Override
    public void close() {
        commits.close();
    }
}
