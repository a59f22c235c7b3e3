package encore.platform;

import com.zaxxer.hikari.HikariDataSource;
import encore.shop.TestDatabase;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A position is stored on top of the one stored last, or not at all. */
class ClaimedTokensTest {

    private static final String CHAIRS = "projection-chairs";

    private final HikariDataSource database = new HikariDataSource();
    private JdbcClient jdbc;
    private ClaimedTokens here;
    private ClaimedTokens there;

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

    private ClaimedTokens node(String name) {
        var axon = new AxonConfiguration();
        return axon.tokenStore(new SpringDataSourceConnectionProvider(database), jdbc,
                axon.serializer(new AnnotationRevisionResolver()),
                new AxonConfiguration.Node(name, false));
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
                .param(CHAIRS).query(byte[].class).single();
        here.storeToken(at(5), CHAIRS, 0);
        jdbc.sql("update token_entry set token = ? where processor_name = ?")
                .params(before, CHAIRS).update();
        hereHasLostIt();
        assertThat(here.fetchToken(CHAIRS, 0)).isEqualTo(at(3));
    }

    @Test
    void to_extend_a_claim_never_takes_one() {
        here.releaseClaim(CHAIRS, 0);
        hereHasLostIt();
        assertThat(jdbc.sql("select owner from token_entry where processor_name = ?")
                .param(CHAIRS).query((row, n) -> String.valueOf(row.getString(1))).single())
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
}
