package encore.platform.database;

import encore.testing.Superuser;
import encore.testing.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** However the data were left, the next start makes them whole, and keeps who may enter. */
class EmbeddedDatabaseTest {

    private static final int CONNECTIONS = 20;

    @TempDir
    Path data;

    @BeforeEach
    void programsAreThere() throws IOException {
        TestDatabase.lendPrograms(data);
    }

    private EmbeddedDatabase start() {
        return new EmbeddedDatabase(data, CONNECTIONS);
    }

    private static JdbcClient asApplication(EmbeddedDatabase database) {
        return JdbcClient.create(
                new DriverManagerDataSource(database.url(), database.user(), database.password()));
    }

    private JdbcClient asSuperuser(EmbeddedDatabase database, String name) throws IOException {
        return JdbcClient.create(
                Superuser.of(data, database.url().replace("/encore?", "/" + name + "?")));
    }

    @Test
    void the_data_of_an_older_encore_go_on_under_the_new_rules() throws IOException {
        try (var database = start()) {
            Flyway.configure()
                    .dataSource(database.url(), database.user(), database.password())
                    .load()
                    .migrate();
            asApplication(database).sql("create table aside.half (id int)").update();
            isAsAnOlderEncoreLeftIt(database);
        }
        Files.delete(data.resolve("postgres.password"));

        try (var database = start()) {
            var application = asApplication(database);
            assertThat(application
                            .sql("select count(*) from flyway_schema_history")
                            .query(Integer.class)
                            .single())
                    .isPositive();
            assertThat(application.sql("""
                    select oid::regclass::text from pg_class
                     where relowner = 'postgres'::regrole
                       and relnamespace in ('public'::regnamespace, 'aside'::regnamespace)
                    """).query(String.class).list()).isEmpty();
            application.sql("alter table aside.half add column more int").update();
            application.sql("drop schema aside cascade").update();
            application.sql("drop function append_in_order cascade").update();
            application.sql("create table another (id int)").update();
        }
    }

    /** One superuser without a password, and everything his. */
    private void isAsAnOlderEncoreLeftIt(EmbeddedDatabase database) throws IOException {
        asSuperuser(database, "encore")
                .sql("reassign owned by encore to postgres")
                .update();
        var elsewhere = asSuperuser(database, "template1");
        elsewhere.sql("alter database encore rename to postgres").update();
        elsewhere.sql("drop role encore").update();
        // The last to connect, for nobody can any more.
        elsewhere.sql("alter role postgres password null").update();
    }

    @Test
    void a_password_that_was_lost_or_changed_is_given_to_the_superuser() throws IOException {
        start().close();
        for (var file : new String[] {"", "chosen-by-hand"}) {
            Files.writeString(data.resolve("postgres.password"), file);
            try (var database = start()) {
                assertThat(asSuperuser(database, "encore")
                                .sql("show is_superuser")
                                .query(String.class)
                                .single())
                        .isEqualTo("on");
            }
        }
    }

    @Test
    void what_was_half_made_when_encore_was_killed_is_made_anew() throws IOException {
        var program = data.resolve("postgres-programs/bin/postgres");
        var size = Files.size(program);
        Files.writeString(program, "cut short");
        Files.createDirectories(data.resolve("postgres-programs.new/bin"));
        Files.createDirectories(data.resolve("postgres.new/base"));
        Files.writeString(data.resolve("postgres.new/PG_VERSION"), "18\n");
        Files.createFile(data.resolve("postgres.password"));
        try (var database = start()) {
            assertThat(asApplication(database)
                            .sql("show is_superuser")
                            .query(String.class)
                            .single())
                    .isEqualTo("off");
        }
        assertThat(Files.size(program)).isEqualTo(size);
    }

    @Test
    void a_build_without_postgresql_says_what_to_set() {
        var processor = System.setProperty("os.arch", "abacus");
        try {
            assertThatThrownBy(this::start)
                    .satisfies(e -> assertThat(
                                    new NoDatabase.Explanation().analyze(e).getAction())
                            .contains("SPRING_DATASOURCE_URL"));
        } finally {
            System.setProperty("os.arch", processor);
        }
    }
}
