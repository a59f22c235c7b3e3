package encore.platform.eventstore;

import encore.testing.BesideServers;
import encore.testing.TestDatabase;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Commands that share a commit share nothing else. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@BesideServers
class PostgresEventStorageTest {

    private static final int TAIL = 16;

    private final String database = TestDatabase.create();
    private final EventNode node = new EventNode(database, TAIL);
    private final EventNode other = new EventNode(database, TAIL);
    private final SingleConnectionDataSource connection =
            new SingleConnectionDataSource(database, true);
    private final JdbcClient somebody = JdbcClient.create(connection);

    @AfterEach
    void close() {
        connection.destroy();
        other.close();
        node.close();
    }

    /** While somebody appends, nobody else does: commands gather behind the first. */
    private void closeTheStore() {
        somebody.sql("select pg_advisory_lock(hashtext('encore.append'))")
                .query()
                .singleRow();
        storing(EventNode.charges("first", 0, 1));
        while (waitingForTheStore().isEmpty()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void openTheStore() {
        somebody.sql("select pg_advisory_unlock(hashtext('encore.append'))")
                .query()
                .singleRow();
    }

    private List<Integer> waitingForTheStore() {
        return somebody.sql("select pid from pg_locks where locktype = 'advisory' and not granted"
                        + " and database = (select oid from pg_database"
                        + " where datname = current_database())")
                .query(Integer.class)
                .list();
    }

    /** Returns when the command waits for its commit. */
    private CompletableFuture<Void> storing(List<? extends DomainEventMessage<?>> events) {
        var answer = new CompletableFuture<Void>();
        var command = Thread.ofPlatform().daemon().start(() -> {
            try {
                node.events.appendEvents(events);
                answer.complete(null);
            } catch (RuntimeException | Error e) {
                answer.completeExceptionally(e);
            }
        });
        while (command.getState() != Thread.State.WAITING && !answer.isDone()) {
            LockSupport.parkNanos(100_000);
        }
        return answer;
    }

    private static Throwable failure(CompletableFuture<Void> answer) {
        return answer.handle((done, failure) -> failure).join();
    }

    private List<String> streams() {
        return somebody.sql("select aggregate_identifier || ' ' || sequence_number"
                        + " from domain_event_entry order by global_index")
                .query(String.class)
                .list();
    }

    @Test
    void of_two_that_begin_the_same_stream_the_first_wins() {
        closeTheStore();
        var before = storing(EventNode.charges("ann", 0, 2));
        var wins = storing(EventNode.charges("bob", 0, 2));
        var loses = storing(EventNode.charges("bob", 0, 1));
        var after = storing(EventNode.charges("cid", 0, 1));
        openTheStore();
        assertThat(failure(loses)).isInstanceOf(AggregateStreamCreationException.class);
        assertThat(List.of(before, wins, after))
                .allSatisfy(answer -> assertThat(failure(answer)).isNull());
        assertThat(streams())
                .containsExactly(
                        "points:first 0",
                        "points:ann 0",
                        "points:ann 1",
                        "points:bob 0",
                        "points:bob 1",
                        "points:cid 0");
    }

    @Test
    void who_comes_second_with_the_same_number_is_told_to_decide_again() {
        node.store("bob", 0, 3);
        closeTheStore();
        var wins = storing(EventNode.charges("bob", 3, 1));
        var loses = storing(EventNode.charges("bob", 3, 2));
        var after = storing(EventNode.charges("cid", 0, 1));
        openTheStore();
        assertThat(failure(loses)).isInstanceOf(ConcurrencyException.class);
        assertThat(failure(wins)).isNull();
        assertThat(failure(after)).isNull();
        assertThat(streams())
                .containsExactly(
                        "points:bob 0",
                        "points:bob 1",
                        "points:bob 2",
                        "points:first 0",
                        "points:bob 3",
                        "points:cid 0");
    }

    @Test
    void who_collides_with_another_node_fails_alone() {
        closeTheStore();
        var before = storing(EventNode.charges("ann", 0, 1));
        var loses = storing(EventNode.charges("bob", 0, 1));
        var after = storing(EventNode.charges("cid", 0, 1));
        // Whoever holds the lock may append: as if this connection were the other node's.
        somebody.sql("""
                insert into domain_event_entry (aggregate_identifier, sequence_number,
                       event_identifier, payload_type, time_stamp, payload)
                values ('points:bob', 0, 'e', 'PointCharged', '2030-01-01T00:00:00.000Z', '{}')
                """).update();
        openTheStore();
        assertThat(failure(loses)).isInstanceOf(AggregateStreamCreationException.class);
        assertThat(failure(before)).isNull();
        assertThat(failure(after)).isNull();
        assertThat(streams())
                .containsExactlyInAnyOrder(
                        "points:first 0", "points:bob 0", "points:ann 0", "points:cid 0");
    }

    @Test
    void what_the_database_does_not_take_fails_alone() {
        closeTheStore();
        var before = storing(EventNode.charges("ann", 0, 1));
        var good = EventNode.charges("bob", 0, 1).getFirst();
        var bad = storing(List.of(new GenericDomainEventMessage<>(
                "PointAccount", "points:b\0b", 0, good.getPayload())));
        openTheStore();
        assertThat(failure(bad)).isInstanceOf(EventStoreException.class);
        assertThat(failure(before)).isNull();
        assertThat(streams()).containsExactly("points:first 0", "points:ann 0");
    }

    /** Something whose JSON can't be made. */
    private record Unspeakable() {
        @SuppressWarnings("unused")
        public String getWord() {
            throw new IllegalStateException("no word for it");
        }
    }

    @Test
    void what_cannot_be_encoded_never_gets_into_a_group() {
        closeTheStore();
        var bad = storing(List.of(new GenericDomainEventMessage<>(
                "PointAccount", "points:bob", 0, new Unspeakable())));
        assertThat(bad).isCompletedExceptionally();
        assertThat(failure(bad)).isInstanceOf(SerializationException.class);
        openTheStore();
        node.store("ann", 0, 1);
        assertThat(streams()).containsExactly("points:first 0", "points:ann 0");
    }

    @Test
    void a_lost_connection_fails_all_that_share_it_and_nobody_after() {
        closeTheStore();
        var ann = storing(EventNode.charges("ann", 0, 1));
        var bob = storing(EventNode.charges("bob", 0, 1));
        // The first group, and the one behind it; or two, should bob have come late.
        while (!ann.isDone() || !bob.isDone()) {
            terminate(waitingForTheStore());
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(failure(ann)).isInstanceOf(EventStoreException.class);
        assertThat(failure(bob)).isInstanceOf(EventStoreException.class);
        openTheStore();
        node.store("ann", 0, 1);
        assertThat(streams()).containsExactly("points:ann 0");
    }

    private void terminate(List<Integer> backends) {
        backends.forEach(backend -> somebody.sql("select pg_terminate_backend(?)")
                .param(backend)
                .query()
                .singleRow());
    }

    @Test
    void who_pauses_before_his_commit_holds_nobody_up_for_long() {
        var paused = CompletableFuture.runAsync(
                () -> node.transaction.executeWithoutResult(s -> {
                    node.store("ann", 0, 1);
                    pauseWhenStored();
                }),
                task -> Thread.ofPlatform().daemon().start(task));
        LockSupport.parkNanos(500_000_000);
        other.store("bob", 0, 1);
        assertThat(paused).isNotDone();
        assertThatThrownBy(paused::join);
        assertThat(streams()).containsExactly("points:bob 0");
    }

    private static void pauseWhenStored() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                LockSupport.parkNanos(8_000_000_000L);
            }
        });
    }

    @Test
    void who_works_on_after_a_decision_holds_nobody_up() {
        node.transaction.executeWithoutResult(status -> {
            node.store("ann", 0, 1);
            CompletableFuture.runAsync(() -> other.store("bob", 0, 1)).join();
        });
        assertThat(streams()).containsExactly("points:bob 0", "points:ann 0");
    }

    @Test
    void what_belongs_to_a_transaction_is_stored_with_it_or_not_at_all() {
        node.storeInVain("ann", 2);
        assertThat(streams()).isEmpty();
        assertThat(node.tail.position()).isEqualTo(-1);
        node.transaction.executeWithoutResult(status -> {
            node.store("ann", 0, 2);
            assertThat(streams()).isEmpty();
        });
        assertThat(streams()).hasSize(2);
        assertThat(node.tail.position()).isEqualTo(node.eventLog.head());
        assertThatThrownBy(() ->
                        other.transaction.executeWithoutResult(status -> other.store("ann", 1, 1)))
                .isInstanceOf(ConcurrencyException.class);
    }

    @Test
    void events_are_read_as_they_were_stored() {
        var events = EventNode.charges("ann", 0, 3);
        node.events.appendEvents(events);
        assertThat(other.eventLog.of(List.of("points:ann"))).hasSize(3).allSatisfy(read -> {
            var stored = events.get((int) read.sequence());
            assertThat(read.event()).isEqualTo(stored.getPayload());
            assertThat(read.id()).isEqualTo(stored.getIdentifier());
            assertThat(read.message().getType()).isEqualTo("PointAccount");
        });
        assertThat(other.eventLog.after(-1, 10))
                .extracting(e -> e.sequence())
                .containsExactly(0L, 1L, 2L);
    }
}
