package encore.platform.database;

import encore.testing.OverHttp;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Nothing keeps the others waiting for long, but a migration takes as long as it takes. */
class TimeLimitsTest extends OverHttp {

    private static final String LIMITS = """
            select current_setting('statement_timeout') as statement,
                   current_setting('idle_in_transaction_session_timeout') as idle
            """;

    @Autowired
    private Flyway flyway;

    @Test
    void of_whoever_serves() {
        assertThat(jdbc.sql(LIMITS).query().singleRow())
                .isEqualTo(Map.of("statement", "30s", "idle", "3s"));
    }

    @Test
    void but_none_of_a_migration(@TempDir Path migrations) throws IOException {
        Files.writeString(
                migrations.resolve("V1__limits.sql"), "create table tried.limits as " + LIMITS);
        Flyway.configure()
                .configuration(flyway.getConfiguration())
                .schemas("tried")
                .defaultSchema("tried")
                .locations("filesystem:" + migrations)
                .load()
                .migrate();
        try {
            assertThat(jdbc.sql("select * from tried.limits").query().singleRow())
                    .isEqualTo(Map.of("statement", "0", "idle", "0"));
        } finally {
            jdbc.sql("drop schema tried cascade").update();
        }
    }
}
