package encore.platform.processor;

import com.zaxxer.hikari.HikariDataSource;
import encore.platform.database.Node;
import encore.platform.eventstore.EventSerializer;
import encore.testing.BesideServers;
import encore.testing.TestDatabase;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A position is stored on top of the one stored last, or not at all. */
@BesideServers
class ClaimingTokenStoreTest {

    private static final String CHAIRS = "projection-chairs";

    private final HikariDataSource database = new HikariDataSource();
    private JdbcClient jdbc;
    private ClaimingTokenStore here;
    private ClaimingTokenStore there;

    @BeforeEach
    void start() {
        database.setJdbcUrl(TestDatabase.create());
        database.setMaximumPoolSize(2);
        Flyway.configure().dataSource(database).load().migrate();
        jdbc = JdbcClient.create(database);
        here = node("here");
        there = node("there");
        here.initializeTokenSegments(CHAIRS, 1, null);
        here.fetchToken(CHAIRS, 0);
    }

    @AfterEach
    void stop() {
        database.close();
    }

    private ClaimingTokenStore node(String name) {
        return node(name, Duration.ZERO);
    }

    private ClaimingTokenStore node(String name, Duration renewEvery) {
        return ProcessorConfiguration.tokens(
                new SpringDataSourceConnectionProvider(database),
                jdbc,
                EventSerializer.json(new AnnotationRevisionResolver()).build(),
                new Node(name, false),
                renewEvery);
    }

    private static TrackingToken at(long position) {
        return new GlobalSequenceTrackingToken(position);
    }

    private void claimsRunOut() {
        jdbc.sql("update token_entry set timestamp = '2020-01-01T00:00:00Z'").update();
    }

    private void hereHasLostIt() {
        assertThatThrownBy(() -> here.extendClaim(CHAIRS, 0))
                .isInstanceOf(UnableToClaimTokenException.class);
        assertThatThrownBy(() -> here.storeToken(at(9), CHAIRS, 0))
                .isInstanceOf(UnableToClaimTokenException.class);
    }

    @Test
    void who_has_the_claim_goes_on() {
        here.storeToken(at(3), CHAIRS, 0);
        here.extendClaim(CHAIRS, 0);
        here.storeToken(at(5), CHAIRS, 0);
        assertThat(node("here").fetchToken(CHAIRS, 0)).isEqualTo(at(5));
    }

    @Test
    void a_paused_node_whose_claim_another_took_has_lost_it() {
        here.storeToken(at(3), CHAIRS, 0);
        claimsRunOut();
        assertThat(there.fetchToken(CHAIRS, 0)).isEqualTo(at(3));
        hereHasLostIt();
    }

    /** Axon's own store takes it back, and writes the position that it had before. */
    @Test
    void and_has_lost_it_when_the_other_has_gone_again() {
        here.storeToken(at(3), CHAIRS, 0);
        claimsRunOut();
        there.fetchToken(CHAIRS, 0);
        there.storeToken(at(7), CHAIRS, 0);
        there.releaseClaim(CHAIRS, 0);
        hereHasLostIt();
        assertThat(here.fetchToken(CHAIRS, 0)).isEqualTo(at(7));
        here.storeToken(at(8), CHAIRS, 0);
    }

    @Test
    void a_database_that_forgot_the_last_batches_is_not_believed_to_have_them() {
        here.storeToken(at(3), CHAIRS, 0);
        var before = jdbc.sql("select token from token_entry where processor_name = ?")
                .param(CHAIRS)
                .query(byte[].class)
                .single();
        here.storeToken(at(5), CHAIRS, 0);
        jdbc.sql("update token_entry set token = ? where processor_name = ?")
                .params(before, CHAIRS)
                .update();
        hereHasLostIt();
        assertThat(here.fetchToken(CHAIRS, 0)).isEqualTo(at(3));
    }

    @Test
    void to_extend_a_claim_never_takes_one() {
        here.releaseClaim(CHAIRS, 0);
        hereHasLostIt();
        assertThat(jdbc.sql("select owner from token_entry where processor_name = ?")
                        .param(CHAIRS)
                        .query((row, n) -> String.valueOf(row.getString(1)))
                        .single())
                .isEqualTo("null");
    }

    @Test
    void what_follows_the_claim_in_memory_is_told_of_each_new_one() {
        var told = new AtomicInteger();
        here.whenClaimed(CHAIRS, told::incrementAndGet);
        here.storeToken(at(3), CHAIRS, 0);
        here.extendClaim(CHAIRS, 0);
        assertThat(told).hasValue(0);
        here.fetchToken(CHAIRS, 0);
        assertThat(told).hasValue(1);
    }

    @Test
    void a_claim_that_was_renewed_a_moment_ago_is_left_alone() {
        var idle = node("here", Duration.ofHours(1));
        idle.fetchToken(CHAIRS, 0);
        idle.storeToken(at(3), CHAIRS, 0);
        claimsRunOut();
        idle.extendClaim(CHAIRS, 0);
        assertThat(renewed()).startsWith("2020");
        idle.storeToken(at(4), CHAIRS, 0);
        assertThat(renewed()).doesNotStartWith("2020");
    }

    @Test
    void one_that_was_lost_is_not_taken_for_renewed() {
        var idle = node("here", Duration.ofHours(1));
        idle.fetchToken(CHAIRS, 0);
        idle.storeToken(at(3), CHAIRS, 0);
        claimsRunOut();
        there.fetchToken(CHAIRS, 0);
        assertThatThrownBy(() -> idle.storeToken(at(4), CHAIRS, 0))
                .isInstanceOf(UnableToClaimTokenException.class);
        assertThatThrownBy(() -> idle.extendClaim(CHAIRS, 0))
                .isInstanceOf(UnableToClaimTokenException.class);
    }

    private String renewed() {
        return jdbc.sql("select timestamp from token_entry").query(String.class).single();
    }

    @Test
    void what_can_be_claimed_is_seen_for_all_processors_at_once_and_soon() throws Exception {
        new TransactionTemplate(new JdbcTransactionManager(database)).executeWithoutResult(s -> {
            assertThat(here.fetchSegments("projection-tables")).isEmpty();
            here.initializeTokenSegments("projection-tables", 1, null);
        });
        assertThat(there.fetchSegments("projection-tables")).containsExactly(0);
        assertThat(there.fetchAvailableSegments("projection-tables"))
                .containsExactly(Segment.ROOT_SEGMENT);
        assertThat(there.fetchAvailableSegments(CHAIRS)).isEmpty();
        assertThat(here.fetchAvailableSegments(CHAIRS)).containsExactly(Segment.ROOT_SEGMENT);
        claimsRunOut();
        soon(() -> !there.fetchAvailableSegments(CHAIRS).isEmpty());
        there.fetchToken(CHAIRS, 0);
        soon(() -> here.fetchAvailableSegments(CHAIRS).isEmpty());
        there.releaseClaim(CHAIRS, 0);
        soon(() -> !here.fetchAvailableSegments(CHAIRS).isEmpty());
    }

    private static void soon(BooleanSupplier seen) throws InterruptedException {
        long patience = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!seen.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(patience);
            Thread.sleep(10);
        }
    }
}
