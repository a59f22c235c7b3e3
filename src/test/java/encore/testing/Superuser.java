package encore.testing;

import org.postgresql.ds.PGSimpleDataSource;

import javax.sql.DataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks into an embedded database as its owner does: with the password that lies beside it. */
public final class Superuser {

    private Superuser() {}

    public static DataSource of(Path data, String url) throws IOException {
        var source = new PGSimpleDataSource();
        source.setURL(url);
        source.setUser("postgres");
        source.setPassword(Files.readString(data.resolve("postgres.password")));
        return source;
    }

    public static DataSource of(Path data, int port) throws IOException {
        return of(data, "jdbc:postgresql://127.0.0.1:" + port + "/encore");
    }
}
