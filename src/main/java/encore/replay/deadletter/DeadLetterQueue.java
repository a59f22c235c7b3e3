package encore.replay.deadletter;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import java.util.HashSet;
import java.util.Set;

/**
 * A queue that is asked for each event whether its stream is dead, and asks the table once for each
 * transaction. Axon's own would ask each time, or never again what it has once been told, whatever
 * another node has put here meanwhile.
 */
class DeadLetterQueue extends JdbcSequencedDeadLetterQueue<EventMessage<?>> {

    private final JdbcOperations jdbc;
    private final String group;

    DeadLetterQueue(Builder<EventMessage<?>> builder, JdbcOperations jdbc, String group) {
        super(builder.processingGroup(group));
        this.jdbc = jdbc;
        this.group = group;
    }

    @Override
    public boolean contains(Object stream) {
        return TransactionSynchronizationManager.isSynchronizationActive()
                ? dead().contains(stream.toString())
                : super.contains(stream);
    }

    @Override
    public void enqueue(Object stream, DeadLetter<? extends EventMessage<?>> letter) {
        super.enqueue(stream, letter);
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            dead().add(stream.toString());
        }
    }

    /** The dead streams, as they are in this transaction. */
    @SuppressWarnings("unchecked")
    private Set<String> dead() {
        var dead = (Set<String>) TransactionSynchronizationManager.getResource(this);
        if (dead == null) {
            dead = new HashSet<>(jdbc.queryForList(
                    "select distinct sequence_identifier"
                            + " from dead_letter where processing_group = ?",
                    String.class,
                    group));
            TransactionSynchronizationManager.bindResource(this, dead);
            TransactionSynchronizationManager.registerSynchronization(
                    new TransactionSynchronization() {
                        @Override
                        public void afterCompletion(int status) {
                            TransactionSynchronizationManager.unbindResource(DeadLetterQueue.this);
                        }
                    });
        }
        return dead;
    }
}
