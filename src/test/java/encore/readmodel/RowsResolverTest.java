package encore.readmodel;

import encore.readmodel.ViewTest.Chair;
import encore.readmodel.ViewTest.ChairsProjection;
import encore.readmodel.ViewTest.Put;
import encore.testing.TestDatabase;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.ClasspathHandlerDefinition;
import org.axonframework.messaging.annotation.ClasspathHandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiHandlerDefinition;
import org.axonframework.messaging.annotation.MultiHandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A batch is written at once, but for one that failed by what may be one event's fault. */
class RowsResolverTest {

    private final String database = TestDatabase.create();
    private final AtomicInteger writtenAlone = new AtomicInteger();
    private JdbcTemplate jdbc = connect();

    private final ObjectProvider<JdbcOperations> source = new ObjectProvider<>() {
        @Override
        public JdbcOperations getObject() {
            return jdbc;
        }

        @Override
        public Stream<JdbcOperations> stream() {
            return Stream.of(jdbc);
        }
    };
    private final RowsResolver resolver = new RowsResolver(source);
    private final AnnotationEventHandlerAdapter projection = new AnnotationEventHandlerAdapter(
            new ChairsProjection(),
            MultiParameterResolverFactory.ordered(
                    ClasspathParameterResolverFactory.forClass(Chair.class), resolver),
            MultiHandlerDefinition.ordered(
                    MultiHandlerEnhancerDefinition.ordered(
                            ClasspathHandlerEnhancerDefinition.forClass(Chair.class),
                            new OneByOneAfterFailure(resolver, source)),
                    ClasspathHandlerDefinition.forClass(Chair.class)));

    private JdbcTemplate connect() {
        return new JdbcTemplate(new SingleConnectionDataSource(database, true)) {
            @Override
            public void execute(String sql) {
                if (sql.startsWith("savepoint")) {
                    writtenAlone.incrementAndGet();
                }
                super.execute(sql);
            }
        };
    }

    @BeforeEach
    void createTheTable() {
        jdbc.execute("create table chair (chair_id text primary key,"
                + " price bigint check (price < 1000))");
    }

    private void take(Put... batch) {
        take(() -> {}, batch);
    }

    private void take(Runnable meanwhile, Put... batch) {
        var events = Stream.of(batch).map(GenericEventMessage::asEventMessage).toList();
        jdbc.execute("begin");
        var unitOfWork = DefaultUnitOfWork.<Message<?>>startAndGet(events.getFirst());
        unitOfWork.onCommit(done -> jdbc.execute("commit"));
        unitOfWork.execute(() -> {
            for (var event : events) {
                try {
                    projection.handle(event);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
            meanwhile.run();
        });
    }

    private List<String> chairs() {
        return jdbc.queryForList("select chair_id from chair order by 1", String.class);
    }

    @Test
    void until_one_fails_by_its_own_fault() {
        take(new Put("a", 1), new Put("b", 2));
        assertThat(writtenAlone).hasValue(0);

        assertThatThrownBy(() -> take(new Put("c", 3), new Put("d", 1000)));
        jdbc.execute("rollback");
        take(new Put("c", 3), new Put("d", 999));
        assertThat(writtenAlone).hasValue(2);

        take(new Put("e", 5));
        assertThat(writtenAlone).hasValue(2);
        assertThat(chairs()).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void a_lost_connection_is_the_fault_of_none() {
        int backend = jdbc.queryForObject("select pg_backend_pid()", Integer.class);
        var another = connect();
        assertThatThrownBy(() -> take(
                () -> another.queryForObject(
                        "select pg_terminate_backend(" + backend + ", 5000)", Boolean.class),
                new Put("a", 1),
                new Put("b", 2)));
        jdbc = another;
        take(new Put("a", 1), new Put("b", 2));
        assertThat(writtenAlone).hasValue(0);
        assertThat(chairs()).containsExactly("a", "b");
    }
}
