package encore.audit.ledger;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The one connection of a running audit, for as long as it runs, with its temporary tables. It is
 * none of the pool's, which people buy with, and no statement of it is cut short. Whoever has its
 * lock is the one audit of the cluster; when its process dies, PostgreSQL lets go of both.
 */
final class AuditSession implements AutoCloseable {

    private static final String LOCK = "hashtext('encore'), hashtext('audit')";

    private final SingleConnectionDataSource connection;
    private final JdbcTemplate jdbc;

    AuditSession(SingleConnectionDataSource connection) {
        this.connection = connection;
        this.jdbc = new JdbcTemplate(connection);
        jdbc.execute("set statement_timeout = 0");
        jdbc.execute("set temp_buffers = '32MB'");
        jdbc.execute("set work_mem = '64MB'");
        jdbc.execute("set jit = off");
    }

    boolean tryLock() {
        return Boolean.TRUE.equals(
                jdbc.queryForObject("select pg_try_advisory_lock(" + LOCK + ")", Boolean.class));
    }

    /** Whether an audit is running, on whichever node. */
    static boolean isLocked(JdbcClient anyConnection) {
        return anyConnection.sql("""
                select exists (select from pg_locks
                 where locktype = 'advisory' and granted and objsubid = 2
                   and database = (select oid from pg_database where datname = current_database())
                   and classid = hashtext('encore')::oid and objid = hashtext('audit')::oid)
                """).query(Boolean.class).single();
    }

    JdbcTemplate jdbc() {
        return jdbc;
    }

    JdbcClient client() {
        return JdbcClient.create(new NamedParameterJdbcTemplate(jdbc));
    }

    @Override
    public void close() {
        connection.destroy();
    }
}
