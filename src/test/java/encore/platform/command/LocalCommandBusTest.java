package encore.platform.command;

import encore.kernel.PaymentId;
import encore.kernel.Refused;
import encore.kernel.UserId;
import encore.platform.eventstore.EventNode;
import encore.point.ChargeId;
import encore.point.PointAccountCommand;
import encore.point.PointAccountCommand.ChargePoint;
import encore.point.PointAccountCommand.RefundPoint;
import encore.point.PointAccountEvent.PointCharged;
import encore.testing.OverHttp;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;

import javax.sql.DataSource;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Commands that wait for one account share a commit, and each has an answer of its own. */
class LocalCommandBusTest extends OverHttp {

    @Autowired
    private CommandGateway commands;

    @Autowired
    private DataSource dataSource;

    private final UserId ann = new UserId("ann-" + UUID.randomUUID());

    private ChargePoint charge(long amount) {
        return new ChargePoint(ann, new ChargeId(UUID.randomUUID().toString()), amount);
    }

    /** What each was answered: a balance, a refusal, or what went wrong. */
    private List<Object> sentAtOnce(Stream<? extends PointAccountCommand<?>> all) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = all.<Callable<Object>>map(command -> () -> answerTo(command))
                    .toList();
            var answers = new ArrayList<>();
            for (Future<Object> answer : threads.invokeAll(tasks)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    private Object answerTo(PointAccountCommand<?> command) {
        try {
            return commands.sendAndWait(command);
        } catch (CommandExecutionException e) {
            return e.<Refused.Reason>getDetails()
                    .<Object>map(Refused.Reason::code)
                    .orElseGet(e::getMessage);
        } catch (RuntimeException e) {
            return e.getMessage();
        }
    }

    private String stream() {
        return "points:" + ann;
    }

    private long commits() {
        return jdbc.sql("select count(distinct xmin::text) from domain_event_entry"
                        + " where aggregate_identifier = ?")
                .param(stream())
                .query(Long.class)
                .single();
    }

    @Test
    void many_charges_take_few_commits() throws Exception {
        var balances = sentAtOnce(IntStream.range(0, 500).mapToObj(n -> charge(1)));
        assertThat(balances)
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 500)
                        .<Object>mapToObj(Long::valueOf)
                        .toList());
        assertThat(stored("PointCharged", stream())).isEqualTo(500);
        assertThat(commits()).isLessThan(250);
    }

    @Test
    void a_refusal_among_them_is_for_the_one_who_asked_too_much() throws Exception {
        commands.sendAndWait(charge(ChargePoint.MOST - 100));
        var answers = sentAtOnce(IntStream.range(0, 300).mapToObj(n -> charge(1)));
        assertThat(answers)
                .filteredOn(Long.class::isInstance)
                .hasSize(100)
                .doesNotHaveDuplicates()
                .contains(ChargePoint.MOST);
        assertThat(answers).filteredOn("BALANCE_LIMIT"::equals).hasSize(200);
        assertThat(stored("PointCharged", stream())).isEqualTo(101);
    }

    @Test
    void one_that_fails_takes_nobody_with_it() throws Exception {
        var nothing = new PaymentId(UUID.randomUUID().toString());
        commands.sendAndWait(charge(1));
        var answers = sentAtOnce(IntStream.range(0, 300)
                .mapToObj(n -> n % 50 == 7 ? new RefundPoint(ann, nothing) : charge(1)));
        assertThat(answers)
                .filteredOn(Long.class::isInstance)
                .hasSize(294)
                .doesNotHaveDuplicates()
                .contains(295L);
        assertThat(answers)
                .filteredOn(String.class::isInstance)
                .hasSize(6)
                .allMatch(answer -> answer.toString().contains("nothing was deducted"));
        assertThat(stored("PointCharged", stream())).isEqualTo(295);
    }

    /** Each by itself, one after the other, would wait as long for the same. */
    @Test
    void when_the_store_is_lost_all_who_wait_are_told_at_once() throws Exception {
        var connection = new SingleConnectionDataSource(url(), true);
        var somebody = JdbcClient.create(connection);
        somebody.sql("select pg_advisory_lock(hashtext('encore.append'))")
                .query()
                .singleRow();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.submit(
                    () -> sentAtOnce(IntStream.range(0, 100).mapToObj(n -> charge(1))));
            loseTheStore(somebody);
            loseTheStore(somebody);
            assertThat(answers.get(10, TimeUnit.SECONDS))
                    .hasSize(100)
                    .hasOnlyElementsOfType(String.class);
        } finally {
            connection.destroy();
        }
        assertThat(commands.<Long>sendAndWait(charge(1))).isEqualTo(1);
    }

    /** The one who is storing fails; all others wait for the next turn by then. */
    private static void loseTheStore(JdbcClient somebody) {
        LockSupport.parkNanos(1_000_000_000);
        assertThat(somebody.sql("""
                        select pg_terminate_backend(pid) from pg_locks
                         where locktype = 'advisory' and not granted and database =
                               (select oid from pg_database where datname = current_database())
                        """).query(Boolean.class).list()).isNotEmpty();
    }

    private String url() throws MetaDataAccessException {
        return JdbcUtils.extractDatabaseMetaData(dataSource, DatabaseMetaData::getURL);
    }

    @Test
    void while_another_node_charges_the_same_account_no_point_is_lost() throws Exception {
        commands.sendAndWait(charge(1));
        try (var other = new EventNode(url(), 16);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var elsewhere = threads.submit(() -> {
                for (int n = 0; n < 20; n++) {
                    chargeOneOn(other);
                    // Or it may be faster eight times in a row, and then a command is given up.
                    LockSupport.parkNanos(5_000_000);
                }
            });
            var answers = sentAtOnce(IntStream.range(0, 200).mapToObj(n -> charge(1)));
            elsewhere.get();
            assertThat(answers).hasOnlyElementsOfType(Long.class).doesNotHaveDuplicates();
        }
        assertThat(stored("PointCharged", stream())).isEqualTo(221);
        assertThat(commands.<Long>sendAndWait(charge(1))).isEqualTo(222);
    }

    private void chargeOneOn(EventNode other) {
        while (true) {
            long charges = stored("PointCharged", stream());
            try {
                other.store(new GenericDomainEventMessage<>(
                        "PointAccount",
                        stream(),
                        charges,
                        new PointCharged(
                                ann, new ChargeId(UUID.randomUUID().toString()), 1, charges + 1)));
                return;
            } catch (ConcurrencyException overtaken) {
                // Again, on top of what is there now.
            }
        }
    }
}
