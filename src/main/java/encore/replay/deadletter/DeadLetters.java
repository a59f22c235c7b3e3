package encore.replay.deadletter;

import encore.kernel.Refused;
import encore.replay.deadletter.DeadLetter.Inspected;
import encore.replay.deadletter.DeadLetter.Page;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;

/** Reads the table {@code dead_letter}, which Axon's queues write. */
@Component
public class DeadLetters {

    private record Placed(long place, DeadLetter letter) {}

    private final JdbcClient jdbc;
    private final Serializer serializer;
    private final JsonMapper json;

    DeadLetters(JdbcClient jdbc, Serializer serializer, JsonMapper json) {
        this.jdbc = jdbc;
        this.serializer = serializer;
        this.json = json;
    }

    Page page(String group, int limit, long after) {
        var found = jdbc.sql("""
                select * from dead_letter where processing_group = ? and place > ?
                 order by place limit ?
                """)
                .params(group, after, limit + 1)
                .query((row, n) -> new Placed(row.getLong("place"), letter(row)))
                .list();
        var page = found.subList(0, Math.min(found.size(), limit));
        return new Page(
                page.stream().map(Placed::letter).toList(),
                count(group),
                found.size() > page.size() ? page.getLast().place() : null);
    }

    /** Refused with DEAD_LETTER_NOT_FOUND when there is none. */
    Inspected inspect(String group, String letterId) {
        return jdbc.sql("select * from dead_letter where processing_group = ? and letter_id = ?")
                .params(group, letterId)
                .query((row, n) -> inspected(letter(row), row.getBytes("payload")))
                .optional()
                .orElseThrow(() -> new Refused(DeadLetterRefusal.DEAD_LETTER_NOT_FOUND));
    }

    long newest(String group) {
        return jdbc.sql("""
                select coalesce(max(place), 0) from dead_letter where processing_group = ?
                """).param(group).query(Long.class).single();
    }

    /** How many letters this processing group has. */
    public long count(String group) {
        return countUpTo(group, Long.MAX_VALUE);
    }

    long countUpTo(String group, long place) {
        return jdbc.sql("""
                select count(*) from dead_letter where processing_group = ? and place <= ?
                """).params(group, place).query(Long.class).single();
    }

    long countOf(String group, String sequence) {
        return jdbc.sql("""
                select count(*) from dead_letter
                 where processing_group = ? and sequence_identifier = ?
                """).params(group, sequence).query(Long.class).single();
    }

    /** The events that this processing group has not taken in: the dead and the discarded ones. */
    public Set<String> leftOut(JdbcClient connection, String group) {
        return connection.sql("""
                select event_identifier from dead_letter where processing_group = ?
                union all
                select event_identifier from discarded_letter where processing_group = ?
                """).params(group, group).query(String.class).set();
    }

    private DeadLetter letter(ResultSet row) throws SQLException {
        return new DeadLetter(
                row.getString("letter_id"),
                row.getString("sequence_identifier"),
                row.getObject("sequence_number", Long.class),
                row.getString("event_identifier"),
                row.getString("payload_type"),
                row.getString("payload_revision"),
                position(row),
                Instant.parse(row.getString("time_stamp")),
                row.getString("cause_message"),
                Instant.parse(row.getString("enqueued_at")),
                Instant.parse(row.getString("last_touched")),
                json.readTree(row.getBytes("diagnostics")).path("retries").asInt(0));
    }

    private @Nullable Long position(ResultSet row) throws SQLException {
        var token = row.getBytes("token");
        if (token == null) {
            return null;
        }
        TrackingToken read = serializer.deserialize(new SimpleSerializedObject<>(
                token, byte[].class, row.getString("token_type"), null));
        return read.position().isPresent() ? read.position().getAsLong() : null;
    }

    private Inspected inspected(DeadLetter letter, byte[] payload) {
        try {
            return new Inspected(letter, read(payload), null);
        } catch (JacksonException e) {
            return new Inspected(letter, null, Base64.getEncoder().encodeToString(payload));
        }
    }

    private JsonNode read(byte[] payload) {
        return json.readTree(payload);
    }
}
