package encore.testing;

import javax.sql.DataSource;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Somebody who holds a lock, until they let go: for however long the test takes, whereas the server
 * cuts off its own transactions that do nothing.
 */
public final class HeldLock implements AutoCloseable {

    private final Connection connection;

    private HeldLock(Connection connection) {
        this.connection = connection;
    }

    /** Returns when the statement has taken the lock. */
    public static HeldLock by(String statement, DataSource source) throws SQLException {
        var connection = source.getConnection();
        connection.setAutoCommit(false);
        try (var statements = connection.createStatement()) {
            statements.execute("set local idle_in_transaction_session_timeout = 0");
            statements.execute(statement);
        }
        return new HeldLock(connection);
    }

    /** Again is nothing. */
    public void letGo() throws SQLException {
        if (!connection.isClosed()) {
            connection.rollback();
            connection.setAutoCommit(true);
            connection.close();
        }
    }

    @Override
    public void close() throws SQLException {
        letGo();
    }
}
