package encore.platform.processor;

import org.axonframework.modelling.saga.AssociationValue;
import org.axonframework.modelling.saga.AssociationValues;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The sagas that are under way: in the table, and all of them in memory of the node that has the
 * claim of their processor. What a batch of events makes of them is written at its end, many at a
 * time, in the transaction that also says how far the events were read. If the claim was lost, or
 * anything else keeps that transaction from being committed, memory is read again.
 */
class PostgresSagaStore implements SagaStore<Object> {

    private final JdbcOperations jdbc;
    private final Serializer serializer;

    /** Null until read. */
    private @Nullable Memory memory;

    /** A saga, and the form in which it is, or will be, in the table. */
    record Saga(
            String id,
            Object state,
            Set<AssociationValue> associationValues,
            SerializedObject<byte[]> stored)
            implements SagaStore.Entry<Object> {

        @Override
        public Object saga() {
            return state;
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return id.hashCode();
        }

        private boolean isStoredAs(Saga other) {
            return Arrays.equals(stored.getData(), other.stored.getData())
                    && associationValues.equals(other.associationValues);
        }
    }

    /** Sagas by their id, and by what they are looked up by. */
    private static final class Memory {

        private final Map<String, Saga> sagas = new HashMap<>();
        private final Map<AssociationValue, Set<Saga>> associated = new HashMap<>();

        private void keep(Saga saga) {
            sagas.put(saga.id(), saga);
            saga.associationValues()
                    .forEach(value -> associated
                            .computeIfAbsent(value, v -> new HashSet<>())
                            .add(saga));
        }

        private void forget(@Nullable Saga saga) {
            if (saga != null) {
                sagas.remove(saga.id());
                saga.associationValues()
                        .forEach(value -> associated.computeIfPresent(
                                value, (v, all) -> all.remove(saga) && all.isEmpty() ? null : all));
            }
        }
    }

    /** Reads nothing yet. */
    PostgresSagaStore(JdbcOperations jdbc, Serializer serializer) {
        this.jdbc = jdbc;
        this.serializer = serializer;
    }

    @Override
    public synchronized Set<String> findSagas(Class<?> type, AssociationValue value) {
        var found = new HashSet<String>();
        for (var saga : memory().associated.getOrDefault(value, Set.of())) {
            if (type.isInstance(saga.state())) {
                found.add(saga.id());
            }
        }
        return found;
    }

    @Override
    @SuppressWarnings("unchecked")
    public synchronized <S> @Nullable Entry<S> loadSaga(Class<S> type, String id) {
        return (Entry<S>) memory().sagas.get(id);
    }

    @Override
    public void insertSaga(Class<?> type, String id, Object saga, Set<AssociationValue> values) {
        put(id, saga, values);
    }

    @Override
    public void updateSaga(Class<?> type, String id, Object saga, AssociationValues values) {
        put(id, saga, values.asSet());
    }

    private synchronized void put(String id, Object state, Set<AssociationValue> values) {
        var now =
                new Saga(id, state, Set.copyOf(values), serializer.serialize(state, byte[].class));
        var before = memory().sagas.get(id);
        if (before == null || !before.isStoredAs(now)) {
            memory().forget(before);
            memory().keep(now);
            changes().replace(before, now);
        }
    }

    @Override
    public synchronized void deleteSaga(Class<?> type, String id, Set<AssociationValue> values) {
        var before = memory().sagas.get(id);
        if (before != null) {
            memory().forget(before);
            changes().replace(before, null);
        }
    }

    /** Those of this transaction. */
    private Changes changes() {
        var changes = (Changes) TransactionSynchronizationManager.getResource(this);
        if (changes == null) {
            changes = new Changes();
            TransactionSynchronizationManager.bindResource(this, changes);
            TransactionSynchronizationManager.registerSynchronization(changes);
        }
        return changes;
    }

    /** What becomes of the table at the end of a transaction. */
    private final class Changes implements TransactionSynchronization {

        private final Set<String> outdated = new HashSet<>();
        private final Map<String, Saga> now = new HashMap<>();

        /** Either may be null. */
        private void replace(@Nullable Saga before, @Nullable Saga after) {
            if (before != null && now.remove(before.id()) == null) {
                outdated.add(before.id());
            }
            if (after != null) {
                now.put(after.id(), after);
            }
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            if (!outdated.isEmpty()) {
                var ids = outdated.toArray(String[]::new);
                jdbc.update(
                        "delete from association_value_entry where saga_id = any(?)", (Object) ids);
                jdbc.update("delete from saga_entry where saga_id = any(?)", (Object) ids);
            }
            if (!now.isEmpty()) {
                insert(now.values());
            }
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResource(PostgresSagaStore.this);
            if (status != STATUS_COMMITTED) {
                forget();
            }
        }
    }

    private void insert(Collection<Saga> sagas) {
        var associations = new ArrayList<Object[]>();
        for (var saga : sagas) {
            for (var value : saga.associationValues()) {
                associations.add(new Object[] {
                    value.getKey(),
                    value.getValue(),
                    saga.id(),
                    saga.stored().getType().getName()
                });
            }
        }
        jdbc.batchUpdate(
                """
                insert into saga_entry (saga_id, revision, saga_type, serialized_saga)
                values (?, ?, ?, ?)
                """,
                sagas.stream()
                        .map(saga -> new Object[] {
                            saga.id(),
                            saga.stored().getType().getRevision(),
                            saga.stored().getType().getName(),
                            saga.stored().getData()
                        })
                        .toList());
        jdbc.batchUpdate("""
                insert into association_value_entry
                       (association_key, association_value, saga_id, saga_type)
                values (?, ?, ?, ?)
                """, associations);
    }

    private Memory memory() {
        if (memory == null) {
            memory = read();
        }
        return memory;
    }

    private Memory read() {
        var values = new HashMap<String, Set<AssociationValue>>();
        jdbc.query(
                "select saga_id, association_key, association_value"
                        + " from association_value_entry",
                row -> {
                    values.computeIfAbsent(row.getString(1), id -> new HashSet<>())
                            .add(new AssociationValue(row.getString(2), row.getString(3)));
                });
        var found = new Memory();
        jdbc.query("select saga_id, serialized_saga, saga_type, revision from saga_entry", row -> {
            var stored = new SimpleSerializedObject<>(
                    row.getBytes(2), byte[].class, row.getString(3), row.getString(4));
            found.keep(new Saga(
                    row.getString(1),
                    serializer.deserialize(stored),
                    Set.copyOf(values.getOrDefault(row.getString(1), Set.of())),
                    stored));
        });
        return found;
    }

    /** What is in the table may be different from what is in memory. */
    synchronized void forget() {
        memory = null;
    }
}
