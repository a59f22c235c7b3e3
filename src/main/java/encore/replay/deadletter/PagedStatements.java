package encore.replay.deadletter;

import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.DeadLetterSchema;
import org.axonframework.eventhandling.deadletter.jdbc.DefaultDeadLetterStatementFactory;
import org.axonframework.serialization.Serializer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Axon's queue reads in pages, but its own statements take the offset of a page for an index within
 * a sequence: they never see a sequence beyond the first ten. Ours skip rows.
 */
class PagedStatements extends DefaultDeadLetterStatementFactory<EventMessage<?>> {

    PagedStatements(DeadLetterSchema schema, Serializer serializer, Serializer eventSerializer) {
        super(DefaultDeadLetterStatementFactory.<EventMessage<?>>builder()
                .schema(schema)
                .genericSerializer(serializer)
                .eventSerializer(eventSerializer));
    }

    @Override
    public PreparedStatement claimableSequencesStatement(
            Connection connection, String group, Instant claimedBefore, int offset, int atMost)
            throws SQLException {
        var statement = connection.prepareStatement("""
                select * from dead_letter first
                 where processing_group = ?
                   and (processing_started is null or processing_started < ?)
                   and sequence_index = (
                       select min(sequence_index) from dead_letter letter
                        where letter.processing_group = first.processing_group
                          and letter.sequence_identifier = first.sequence_identifier)
                 order by last_touched, place
                 limit ? offset ?
                """);
        statement.setString(1, group);
        statement.setString(2, DateTimeUtils.formatInstant(claimedBefore));
        statement.setInt(3, atMost);
        statement.setInt(4, offset);
        return statement;
    }

    @Override
    public PreparedStatement letterSequenceStatement(
            Connection connection, String group, String sequence, int offset, int atMost)
            throws SQLException {
        var statement = connection.prepareStatement("""
                select * from dead_letter
                 where processing_group = ? and sequence_identifier = ?
                 order by sequence_index limit ? offset ?
                """);
        statement.setString(1, group);
        statement.setString(2, sequence);
        statement.setInt(3, atMost);
        statement.setInt(4, offset);
        return statement;
    }
}
