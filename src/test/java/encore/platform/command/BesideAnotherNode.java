package encore.platform.command;

import encore.kernel.Event;
import encore.platform.eventstore.EventNode;
import encore.platform.eventstore.PostgresEventTail;
import encore.testing.OverHttp;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;

import javax.sql.DataSource;
import java.sql.DatabaseMetaData;

/** The server, and another node that stores events in the same database. */
abstract class BesideAnotherNode extends OverHttp {

    @Autowired
    private DataSource dataSource;

    @Autowired
    private PostgresEventTail tail;

    private EventNode other;

    @BeforeEach
    void startTheOther() throws MetaDataAccessException {
        other = new EventNode(
                JdbcUtils.extractDatabaseMetaData(dataSource, DatabaseMetaData::getURL), 16);
    }

    @AfterEach
    void stopTheOther() {
        other.close();
    }

    final void storedElsewhere(String type, String stream, Event event) {
        long sequence = jdbc.sql("select coalesce(max(sequence_number) + 1, 0)"
                        + " from domain_event_entry where aggregate_identifier = ?")
                .param(stream)
                .query(Long.class)
                .single();
        other.store(new GenericDomainEventMessage<>(type, stream, sequence, event));
    }

    /** This node has read what the other has stored. */
    final void isHeard() {
        long head = jdbc.sql("select max(global_index) from domain_event_entry")
                .query(Long.class)
                .single();
        eventually(() -> tail.position() >= head);
    }
}
