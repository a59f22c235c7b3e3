package encore.audit.seal;

import encore.kernel.EventsInPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The table {@code seal}. */
@Component
@EventsInPostgres
class Seals {

    private static final String SEALS =
            "select number, first_position, last_position, events, digest, sealed_at from seal";

    private final JdbcClient jdbc;

    Seals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Seal> newest() {
        return jdbc.sql(SEALS + " order by number desc limit 1")
                .query(Seals::seal)
                .optional();
    }

    Optional<Seal> numbered(long number) {
        return jdbc.sql(SEALS + " where number = ?")
                .param(number)
                .query(Seals::seal)
                .optional();
    }

    List<Seal> after(long number, int atMost) {
        return jdbc.sql(SEALS + " where number > ? order by number limit ?")
                .params(number, atMost)
                .query(Seals::seal)
                .list();
    }

    /** How many events are sealed. */
    long events() {
        return jdbc.sql("select coalesce(sum(events), 0) from seal")
                .query(Long.class)
                .single();
    }

    void add(Seal seal) {
        jdbc.sql("insert into seal values (?, ?, ?, ?, ?, ?)")
                .params(
                        seal.number(),
                        seal.firstPosition(),
                        seal.lastPosition(),
                        seal.events(),
                        HexFormat.of().parseHex(seal.digest()),
                        Timestamp.from(seal.sealedAt()))
                .update();
    }

    private static Seal seal(ResultSet row, int n) throws SQLException {
        return new Seal(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                HexFormat.of().formatHex(row.getBytes(5)),
                row.getTimestamp(6).toInstant());
    }
}
