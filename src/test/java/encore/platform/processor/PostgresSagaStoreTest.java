package encore.platform.processor;

import com.zaxxer.hikari.HikariDataSource;
import encore.platform.eventstore.EventSerializer;
import encore.testing.BesideServers;
import encore.testing.TestDatabase;
import org.axonframework.modelling.saga.AssociationValue;
import org.axonframework.modelling.saga.AssociationValuesImpl;
import org.axonframework.serialization.AnnotationRevisionResolver;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** What memory knows of the sagas is what is in the table. */
@BesideServers
class PostgresSagaStoreTest {

    private static final AssociationValue SEOUL = new AssociationValue("to", "Seoul");
    private static final AssociationValue BUSAN = new AssociationValue("to", "Busan");

    private final HikariDataSource database = new HikariDataSource();
    private final JdbcTemplate jdbc = new JdbcTemplate(database);
    private final TransactionTemplate batch =
            new TransactionTemplate(new JdbcTransactionManager(database));
    private final PostgresSagaStore sagas = another();

    record Trip(String by) {}

    record Other(String by) {}

    PostgresSagaStoreTest() {
        database.setJdbcUrl(TestDatabase.create());
        database.setMaximumPoolSize(2);
        Flyway.configure().dataSource(database).load().migrate();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private PostgresSagaStore another() {
        return new PostgresSagaStore(
                jdbc, EventSerializer.json(new AnnotationRevisionResolver()).build());
    }

    private void begin(String id, String by, AssociationValue... values) {
        sagas.insertSaga(Trip.class, id, new Trip(by), Set.of(values));
    }

    private void change(String id, String by, AssociationValue... values) {
        sagas.updateSaga(Trip.class, id, new Trip(by), new AssociationValuesImpl(Set.of(values)));
    }

    private void end(String id) {
        sagas.deleteSaga(Trip.class, id, Set.of());
    }

    private void inABatch(Runnable events) {
        batch.executeWithoutResult(status -> events.run());
    }

    private void inVain(Runnable events) {
        batch.executeWithoutResult(status -> {
            events.run();
            status.setRollbackOnly();
        });
    }

    private List<String> stored() {
        return jdbc.queryForList("""
                select saga_id || ' ' || (convert_from(serialized_saga, 'UTF8')::json ->> 'by')
                       || coalesce(' ' || string_agg(association_value, ' '
                                                     order by association_value), '')
                  from saga_entry left join association_value_entry using (saga_id)
                 group by saga_id, serialized_saga order by 1
                """, String.class);
    }

    /** As somebody sees it who knows nothing but the table. */
    private void isBy(String id, String by, AssociationValue... values) {
        for (var view : List.of(sagas, another())) {
            var saga = view.loadSaga(Trip.class, id);
            assertThat(saga.saga()).isEqualTo(new Trip(by));
            assertThat(saga.associationValues()).containsExactlyInAnyOrder(values);
            for (var value : values) {
                assertThat(view.findSagas(Trip.class, value)).contains(id);
            }
        }
    }

    @Test
    void what_a_batch_makes_of_sagas_is_stored_with_it() {
        inABatch(() -> {
            begin("1", "train", SEOUL);
            begin("2", "bus", SEOUL, BUSAN);
            assertThat(stored()).isEmpty();
            assertThat(sagas.findSagas(Trip.class, SEOUL)).containsExactlyInAnyOrder("1", "2");
        });
        assertThat(stored()).containsExactly("1 train Seoul", "2 bus Busan Seoul");
        isBy("1", "train", SEOUL);
        isBy("2", "bus", SEOUL, BUSAN);
        inABatch(() -> {
            change("1", "ship", BUSAN);
            end("2");
        });
        assertThat(stored()).containsExactly("1 ship Busan");
        isBy("1", "ship", BUSAN);
        assertThat(sagas.findSagas(Trip.class, SEOUL)).isEmpty();
        assertThat(sagas.loadSaga(Trip.class, "2")).isNull();
    }

    @Test
    void what_comes_and_goes_in_one_batch_is_never_stored() {
        inABatch(() -> {
            begin("1", "train", SEOUL);
            change("1", "ship", SEOUL);
            end("1");
            begin("2", "bus", SEOUL);
            change("2", "car", BUSAN);
        });
        assertThat(stored()).containsExactly("2 car Busan");
        inABatch(() -> {
            end("2");
            begin("2", "foot");
        });
        assertThat(stored()).containsExactly("2 foot");
    }

    @Test
    void what_did_not_change_is_not_written_again() {
        inABatch(() -> begin("1", "train", SEOUL));
        var row = jdbc.queryForObject("select xmin::text from saga_entry", String.class);
        inABatch(() -> change("1", "train", SEOUL));
        assertThat(jdbc.queryForObject("select xmin::text from saga_entry", String.class))
                .isEqualTo(row);
        inABatch(() -> change("1", "train", BUSAN));
        isBy("1", "train", BUSAN);
    }

    @Test
    void what_was_rolled_back_is_forgotten() {
        inABatch(() -> begin("1", "train", SEOUL));
        inVain(() -> {
            change("1", "ship", BUSAN);
            begin("2", "bus", SEOUL);
        });
        isBy("1", "train", SEOUL);
        assertThat(sagas.findSagas(Trip.class, SEOUL)).containsExactly("1");
        inVain(() -> end("1"));
        isBy("1", "train", SEOUL);
    }

    @Test
    void once_the_claim_is_given_again_what_another_node_did_counts() {
        inABatch(() -> begin("1", "train", SEOUL));
        var other = another();
        inABatch(() -> other.deleteSaga(Trip.class, "1", Set.of()));
        inABatch(() -> other.insertSaga(Trip.class, "2", new Trip("bus"), Set.of(SEOUL)));
        sagas.forget();
        assertThat(sagas.findSagas(Trip.class, SEOUL)).containsExactly("2");
        assertThat(sagas.loadSaga(Trip.class, "1")).isNull();
        isBy("2", "bus", SEOUL);
    }

    @Test
    void a_saga_of_another_kind_is_not_found() {
        inABatch(() -> begin("1", "train", SEOUL));
        assertThat(sagas.findSagas(Other.class, SEOUL)).isEmpty();
    }
}
