package encore.benchmark;

import encore.platform.database.EmbeddedDatabase;
import encore.testing.Superuser;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * A long line, made by SQL in the shapes that the server stores: an event of joining for each
 * person, their rows of the read model, and positions as if every processor had read them.
 */
final class PlantedLine {

    private static final int CONNECTIONS = 10;

    private PlantedLine() {}

    /** Plants so many people into the database of a server that has run there and does not now. */
    static void plant(Path data, int people) throws IOException, SQLException {
        try (var postgres = new EmbeddedDatabase(data, CONNECTIONS);
                var connection = Superuser.of(data, postgres.url()).getConnection()) {
            plant(JdbcClient.create(new SingleConnectionDataSource(connection, true)), people);
        }
    }

    private static void plant(JdbcClient jdbc, int people) {
        jdbc.sql("""
                insert into domain_event_entry (aggregate_identifier, sequence_number, type,
                       event_identifier, payload_type, time_stamp, payload, meta_data)
                select 'waiting:' || person, 0, 'WaitingToken', gen_random_uuid(), 'TokenIssued',
                       moment, convert_to(json_build_object('user', person, 'token',
                           uuidv7(), 'at', moment)::text, 'UTF8'), '{}'
                  from generate_series(1, ?) n,
                       concat('waiter-', lpad(n::text, 7, '0'), '@example.com') person,
                       to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') moment
                 order by n
                """).param(people).update();
        jdbc.sql("""
                insert into line (token_id, line, user_id, joined, status, issued_at)
                select event ->> 'token', 'default', event ->> 'user', global_index, 'WAITING',
                       (event ->> 'at')::timestamptz
                  from domain_event_entry, convert_from(payload, 'UTF8') said,
                       cast(said as json) event
                 where payload_type = 'TokenIssued' and event ->> 'user' like 'waiter-%'
                """).update();
        jdbc.sql("""
                update token_entry
                   set token = convert_to(format('{"index":%s,"gaps":[]}',
                           (select max(global_index) from domain_event_entry)), 'UTF8'),
                       token_type = 'org.axonframework.eventhandling.GapAwareTrackingToken',
                       owner = null
                """).update();
        jdbc.sql("vacuum analyze domain_event_entry").update();
        jdbc.sql("vacuum analyze line").update();
    }
}
