package encore.replay.deadletter;

import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import javax.sql.DataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;

/**
 * A transaction within a transaction is a savepoint: a step that fails takes back what it wrote,
 * and the one around it goes on. Left to Spring it would join, and half of its rows would stay.
 */
class SavepointTransactions implements TransactionManager {

    private final TransactionManager outer;
    private final DataSource database;

    SavepointTransactions(TransactionManager outer, DataSource database) {
        this.outer = outer;
        this.database = database;
    }

    @Override
    public Transaction startTransaction() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            return outer.startTransaction();
        }
        try {
            var connection = DataSourceUtils.getConnection(database);
            return new Step(connection, connection.setSavepoint());
        } catch (SQLException e) {
            throw new IllegalStateException("could not set a savepoint", e);
        }
    }

    /** The part between a savepoint and here. */
    private static final class Step implements Transaction {

        private final Connection connection;
        private final Savepoint start;
        private boolean over;

        private Step(Connection connection, Savepoint start) {
            this.connection = connection;
            this.start = start;
        }

        @Override
        public void commit() {
            end(() -> connection.releaseSavepoint(start));
        }

        /** After its commit, all is rolled back with the transaction around it. */
        @Override
        public void rollback() {
            end(() -> connection.rollback(start));
        }

        private void end(Ending ending) {
            if (over) {
                return;
            }
            over = true;
            try {
                ending.run();
            } catch (SQLException e) {
                throw new IllegalStateException("could not end what began at a savepoint", e);
            }
        }
    }

    private interface Ending {
        void run() throws SQLException;
    }
}
