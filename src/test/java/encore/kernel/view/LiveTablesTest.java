package encore.kernel.view;

import encore.shop.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Memory is trusted while this node surely has the claim, and is empty when that begins. */
class LiveTablesTest {

    private static final String PROCESSOR = "projection-chairs";

    private final LiveTables tables = new LiveTables(null);
    private final Chairs chairs = new Chairs(tables);

    private static final class Chair {}

    private static final class Table {}

    /** Notes what it is told, and whether it was trusted while it had yet to forget. */
    private static final class Chairs implements Memory<Chair> {

        private final LiveTables tables;
        private final List<Boolean> trustedWhenForgetting = new ArrayList<>();

        private Chairs(LiveTables tables) {
            this.tables = tables;
            tables.isWrittenBy(Chair.class, PROCESSOR);
            tables.follow(Chair.class, this);
        }

        @Override
        public void changed(List<Chair> rows, List<?> removed) {
            throw new AssertionError("nothing was written");
        }

        @Override
        public void forget() {
            trustedWhenForgetting.add(tables.areOurs(Chair.class));
        }

        private int forgotten() {
            return trustedWhenForgetting.size();
        }
    }

    @BeforeEach
    void nobodyElseIsConcerned() {
        tables.isWrittenBy(Table.class, "projection-tables");
    }

    private static long ago(Duration age) {
        return System.nanoTime() - age.toNanos();
    }

    @Test
    void without_a_claim_the_table_is_asked() {
        assertThat(tables.areOurs(Chair.class)).isFalse();
        assertThat(tables.areOurs(String.class)).isFalse();
        tables.renewed(PROCESSOR, ago(Duration.ZERO));
        assertThat(tables.areOurs(Chair.class)).isTrue();
        assertThat(tables.areOurs(Table.class)).isFalse();
        assertThat(tables.areOurs(String.class)).isFalse();
    }

    @Test
    void a_claim_not_renewed_for_long_is_not_trusted() {
        tables.renewed(PROCESSOR, ago(LiveTables.CLAIM.minusSeconds(2)));
        assertThat(tables.areOurs(Chair.class)).isFalse();
    }

    @Test
    void what_is_kept_stays_while_the_claim_is_renewed_in_time() {
        tables.renewed(PROCESSOR, ago(Duration.ofSeconds(14)));
        tables.renewed(PROCESSOR, ago(Duration.ofSeconds(7)));
        tables.renewed(PROCESSOR, ago(Duration.ZERO));
        assertThat(chairs.forgotten()).isEqualTo(1);
        assertThat(tables.areOurs(Chair.class)).isTrue();
    }

    @Test
    void a_claim_renewed_after_long_begins_with_nothing() {
        tables.renewed(PROCESSOR, ago(LiveTables.CLAIM));
        tables.renewed(PROCESSOR, ago(Duration.ZERO));
        assertThat(chairs.forgotten()).isEqualTo(2);
        assertThat(tables.areOurs(Chair.class)).isTrue();
    }

    @Test
    void a_lost_claim_ends_trust_and_its_return_begins_with_nothing() {
        tables.renewed(PROCESSOR, ago(Duration.ZERO));
        tables.lost(PROCESSOR);
        assertThat(tables.areOurs(Chair.class)).isFalse();
        assertThat(chairs.forgotten()).isEqualTo(2);
        tables.renewed(PROCESSOR, ago(Duration.ZERO));
        assertThat(chairs.forgotten()).isEqualTo(3);
    }

    @Test
    void nobody_trusts_it_before_it_is_forgotten() {
        tables.renewed(PROCESSOR, ago(LiveTables.CLAIM));
        tables.renewed(PROCESSOR, ago(Duration.ZERO));
        tables.lost(PROCESSOR);
        tables.renewed(PROCESSOR, ago(Duration.ZERO));
        assertThat(chairs.trustedWhenForgetting).hasSize(4).containsOnly(false);
    }

    @Test
    void another_processors_claim_is_another_matter() {
        tables.renewed("projection-tables", ago(Duration.ZERO));
        tables.lost("projection-tables");
        assertThat(chairs.forgotten()).isZero();
    }

    @Test
    void what_is_written_beside_is_seen_at_the_next_look_on_every_node() {
        var database = new DriverManagerDataSource(TestDatabase.create());
        Flyway.configure().dataSource(database).load().migrate();
        var jdbc = JdbcClient.create(database);
        var here = new LiveTables(always(jdbc));
        var there = new LiveTables(always(jdbc));
        var chairsThere = new Chairs(there);
        new Chairs(here);
        for (int times = 1; times <= 3; times++) {
            there.renewed(PROCESSOR, System.nanoTime());
            int before = chairsThere.forgotten();
            here.writtenBeside(PROCESSOR, jdbc);
            there.lookForWhatWasWrittenBeside();
            assertThat(chairsThere.forgotten()).isEqualTo(before + 1);
            there.lookForWhatWasWrittenBeside();
            assertThat(chairsThere.forgotten()).isEqualTo(before + 1);
        }
    }

    private static ObjectProvider<JdbcClient> always(JdbcClient jdbc) {
        return new ObjectProvider<>() {
            @Override
            public JdbcClient getObject() {
                return jdbc;
            }
        };
    }
}
