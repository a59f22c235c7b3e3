package encore.platform.eventstore;

import encore.kernel.EventLog;
import encore.kernel.StoredEvent;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the event table by its primary key, a page a query. Axon's own readers would do, but they
 * carry a list of gaps from event to event that this table never has.
 */
class PostgresEventLog implements EventLog {

    private static final String EVENTS = """
            select global_index, aggregate_identifier, sequence_number, type, event_identifier,
                   payload_type, payload_revision, time_stamp, payload, meta_data
              from domain_event_entry
            """;

    private final JdbcClient jdbc;
    private final Serializer serializer;
    private final EventUpcaster upcasters;

    PostgresEventLog(JdbcClient jdbc, Serializer serializer, EventUpcaster upcasters) {
        this.jdbc = jdbc;
        this.serializer = serializer;
        this.upcasters = upcasters;
    }

    @Override
    public long head() {
        return jdbc.sql("select coalesce(max(global_index), -1) from domain_event_entry")
                .query(Long.class)
                .single();
    }

    @Override
    public List<StoredEvent> after(long position, int atMost) {
        return read(jdbc.sql(EVENTS + " where global_index > ? order by global_index limit ?")
                .params(position, atMost));
    }

    @Override
    public List<StoredEvent> of(Collection<String> streams) {
        return read(jdbc.sql(EVENTS + """
                 where aggregate_identifier = any(?)
                 order by aggregate_identifier, sequence_number
                """).param((Object) streams.toArray(String[]::new)));
    }

    /** One look at the index for each, however long the stream. */
    @Override
    public Map<String, Long> versions(Collection<String> streams) {
        var versions = new HashMap<String, Long>();
        jdbc.sql("""
                select stream, newest.sequence_number
                  from unnest(?::text[]) stream,
                       lateral (select sequence_number
                                  from domain_event_entry
                                 where aggregate_identifier = stream
                                 order by sequence_number desc
                                 limit 1) newest
                """).param((Object) streams.toArray(String[]::new)).query(row -> {
            versions.put(row.getString(1), row.getLong(2));
        });
        return versions;
    }

    private List<StoredEvent> read(JdbcClient.StatementSpec query) {
        var rows = query.query(PostgresEventLog::entry).list();
        return EventUtils.upcastAndDeserializeTrackedEvents(rows.stream(), serializer, upcasters)
                .map(read -> new StoredEvent(
                        read.trackingToken().position().orElseThrow(),
                        (DomainEventMessage<?>) read))
                .toList();
    }

    private static TrackedDomainEventData<byte[]> entry(ResultSet row, int n) throws SQLException {
        return new TrackedDomainEventData<>(
                new GlobalSequenceTrackingToken(row.getLong(1)),
                new GenericDomainEventEntry<>(
                        row.getString(4),
                        row.getString(2),
                        row.getLong(3),
                        row.getString(5),
                        row.getString(8),
                        row.getString(6),
                        row.getString(7),
                        bytes(row, 9),
                        bytes(row, 10)));
    }

    /** An emptied payload fails when it is read, and no sooner. */
    private static byte[] bytes(ResultSet row, int column) throws SQLException {
        var bytes = row.getBytes(column);
        return bytes == null ? new byte[0] : bytes;
    }
}
