package encore.platform.database;

import encore.testing.Superuser;
import encore.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Nobody but the owner of its directory gets into the database, and Encore itself not far. */
class WhoMayConnectTest {

    private static final String ADDRESS = TestDatabase.create();

    private static String address(String database) {
        return ADDRESS.replaceFirst("/\\w+\\?.*", "/" + database);
    }

    private static JdbcClient superuser() throws IOException {
        return JdbcClient.create(Superuser.of(TestDatabase.DATA, address("encore")));
    }

    @ParameterizedTest
    @CsvSource({"postgres, encore", "postgres, template1", "encore, encore", "root, encore"})
    void nobody_without_the_password(String user, String database) {
        for (var password : new String[] {"", "postgres", "encore"}) {
            assertThatThrownBy(() -> DriverManager.getConnection(address(database), user, password))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password");
        }
    }

    @Test
    void nobody_from_elsewhere_or_through_the_file_system() throws IOException {
        assertThat(show("listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(show("unix_socket_directories")).isEmpty();
        assertThat(superuser()
                        .sql("select distinct auth_method from pg_hba_file_rules")
                        .query(String.class)
                        .list())
                .containsExactly("scram-sha-256");
    }

    private static String show(String setting) throws IOException {
        return superuser().sql("show " + setting).query(String.class).single();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "copy (select 1) to program 'true'",
                "copy (select 1) to '/tmp/x'",
                "select pg_read_file('/etc/passwd')",
                "select lo_import('/etc/passwd')",
                "alter system set fsync to off",
                "create role eve superuser",
                "alter role encore superuser",
                "create database another",
                "select * from pg_authid",
                "set role postgres",
                "create extension file_fdw"
            })
    void encore_itself_is_no_superuser(String statement) {
        var encore = JdbcClient.create(new DriverManagerDataSource(ADDRESS));
        assertThatThrownBy(() -> encore.sql(statement).query().listOfRows())
                .rootCause()
                .hasMessageContaining("ermission denied");
    }

    @ParameterizedTest
    @CsvSource({
        "'', rwx------",
        "postgres, rwx------",
        "postgres-programs, rwx------",
        "postgres.password, rw-------",
        "postgres.log, rw-------"
    })
    void what_it_keeps_is_for_its_owner_alone(String path, String rights) throws IOException {
        assertThat(Files.getPosixFilePermissions(TestDatabase.DATA.resolve(path)))
                .isEqualTo(fromString(rights));
    }

    @TempDir
    Path directory;

    @Test
    void a_directory_of_ours_that_was_open_to_others_is_closed_and_what_they_left_not_run()
            throws IOException {
        Files.createFile(directory.resolve("encore.lock"));
        var sum = Files.createFile(directory.resolve("postgres-programs.sum"));
        Files.setPosixFilePermissions(directory, fromString("rwxrwxr-x"));
        DataDirectory.claim(directory).close();
        assertThat(Files.getPosixFilePermissions(directory)).isEqualTo(fromString("rwx------"));
        assertThat(sum).doesNotExist();
    }

    @Test
    void a_directory_that_others_share_is_refused_and_left_open_to_them() throws IOException {
        Files.createFile(directory.resolve("somebody-elses"));
        var open = fromString("rwxrwxr-x");
        Files.setPosixFilePermissions(directory, open);
        assertThatThrownBy(() -> DataDirectory.claim(directory))
                .hasMessageContaining("Others may write");
        assertThat(Files.getPosixFilePermissions(directory)).isEqualTo(open);
        assertThatThrownBy(() -> DataDirectory.claim(Path.of("/tmp")))
                .hasMessageContaining("Others may write");
    }
}
