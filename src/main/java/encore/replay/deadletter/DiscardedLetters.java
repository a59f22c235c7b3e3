package encore.replay.deadletter;

import encore.kernel.Reason;
import encore.kernel.Refused;
import encore.replay.deadletter.DeadLetter.Discarded;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;

/** Keeps the table {@code discarded_letter}: what the operator has given up, for good. */
@Component
class DiscardedLetters {

    private record Placed(long place, Discarded letter) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate together;
    private final Clock clock;

    DiscardedLetters(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.together = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * Gives a letter up. A retry of its stream that is under way is waited for: a letter is taken
     * in or discarded, never both.
     *
     * @throws Refused with DEAD_LETTER_NOT_FOUND when there is none, or none any more
     */
    Discarded discard(String group, String letterId, String operator, Reason reason) {
        return together.execute(status -> {
            jdbc.sql("""
                    select 1 from dead_letter
                     where processing_group = ? and sequence_identifier = (
                           select sequence_identifier from dead_letter where letter_id = ?)
                     order by sequence_index for update
                    """).params(group, letterId).query(row -> {});
            return jdbc.sql("""
                    with given_up as (
                        delete from dead_letter where processing_group = ? and letter_id = ?
                        returning *)
                    insert into discarded_letter (letter_id, processing_group,
                           sequence_identifier, sequence_number, event_identifier, time_stamp,
                           payload_type, payload_revision, cause_message, discarded_by,
                           discarded_at, reason)
                    select letter_id, processing_group, sequence_identifier, sequence_number,
                           event_identifier, time_stamp, payload_type, payload_revision,
                           cause_message, ?, ?, ?
                      from given_up
                    returning *
                    """)
                    .params(
                            group,
                            letterId,
                            operator,
                            Timestamp.from(clock.instant()),
                            reason.value())
                    .query((row, n) -> letter(row))
                    .optional()
                    .orElseThrow(() -> new Refused(DeadLetterRefusal.DEAD_LETTER_NOT_FOUND));
        });
    }

    Discarded.Page page(String group, int limit, long after) {
        var found = jdbc.sql("""
                select * from discarded_letter where processing_group = ? and place > ?
                 order by place limit ?
                """)
                .params(group, after, limit + 1)
                .query((row, n) -> new Placed(row.getLong("place"), letter(row)))
                .list();
        var page = found.subList(0, Math.min(found.size(), limit));
        return new Discarded.Page(
                page.stream().map(Placed::letter).toList(),
                found.size() > page.size() ? page.getLast().place() : null);
    }

    private static Discarded letter(ResultSet row) throws SQLException {
        return new Discarded(
                row.getString("letter_id"),
                row.getString("sequence_identifier"),
                row.getObject("sequence_number", Long.class),
                row.getString("event_identifier"),
                row.getString("payload_type"),
                row.getString("payload_revision"),
                Instant.parse(row.getString("time_stamp")),
                row.getString("cause_message"),
                row.getString("discarded_by"),
                row.getTimestamp("discarded_at").toInstant(),
                row.getString("reason"));
    }
}
