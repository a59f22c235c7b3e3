package encore.platform.database;

import org.postgresql.util.PSQLState;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Properties;

/**
 * The superuser of the embedded database, which the application never is: its password is
 * kept in {@code postgres.password}, which is for the owner of the directory to look around with.
 */
final class Superuser {

    static final String NAME = "postgres";

    private static final int BYTES = 32;

    private final Path file;
    private final String password;

    private Superuser(Path file, String password) {
        this.file = file;
        this.password = password;
    }

    static Superuser keptIn(Path data) throws IOException {
        var file = data.resolve("postgres.password");
        var kept = Files.exists(file) ? Files.readString(OwnerOnly.narrow(file)).strip() : "";
        var password = kept.isEmpty() ? newPassword() : kept;
        if (kept.isEmpty()) {
            OwnerOnly.file(file, password);
        }
        return new Superuser(file, password);
    }

    static String newPassword() {
        var random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    Path file() {
        return file;
    }

    boolean isKnownTo(PostgresServer server) throws SQLException {
        try (var connection = connect(server, "template1")) {
            return connection.isValid(0);
        } catch (SQLException e) {
            if (PSQLState.INVALID_PASSWORD.getState().equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    /** Makes it known to a server that is down. */
    void introduceTo(PostgresServer server) throws IOException {
        server.sayAlone("alter role " + NAME + " password '" + password + "'");
    }

    Connection connect(PostgresServer server, String database) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", NAME);
        properties.setProperty("password", password);
        return DriverManager.getConnection(server.url(database), properties);
    }
}
