package encore.waiting.line;

import encore.kernel.LineName;
import encore.kernel.TokenId;
import encore.waiting.line.Place.Status;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** Reads a line from its tables. */
@Component
class LineTables {

    private static final int PAGE = 10_000;

    /** So far may the tables be behind: who has come back since then could still do so. */
    private static final Duration LATE = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final Duration activeFor;

    LineTables(JdbcClient jdbc, @Value("${encore.waiting.active-for}") Duration activeFor) {
        this.jdbc = jdbc;
        this.activeFor = activeFor;
    }

    /** A line that nobody has spoken of. */
    KnownLine nobody(LineName line) {
        return new KnownLine(line, null, 0, activeFor);
    }

    /** All who may still come in, and, as long as one of a lobby waits, all of that lobby. */
    KnownLine read(LineName name, @Nullable LineRow terms, Instant now) {
        var then = now.minus(LATE);
        long first = firstThatMatters(name, terms, then);
        var line = new KnownLine(name, terms, joinedBefore(name, first), activeFor);
        jdbc.sql("""
                select token_id, user_id, joined, status, ended, issued_at, activated_at,
                       expires_at, regain_until, returned_at, absences
                  from line where line = ? and joined >= ? order by joined
                """).params(name.value(), first).withFetchSize(PAGE).query(result -> {
            line.read(place(result), then);
        });
        line.isOrdered();
        readVisits(name, line, now);
        line.isRead();
        return line;
    }

    /** Who is inside, and who was lately: as far back as the pace looks. */
    private void readVisits(LineName name, KnownLine line, Instant now) {
        jdbc.sql("""
                select token_id, activated_at, expires_at, status, issued_at from line
                 where line = ?
                   and (activated_at > ? or status = 'ACTIVE' and activated_at is not null)
                """)
                .params(name.value(), Timestamp.from(now.minus(activeFor.multipliedBy(2))))
                .query(result -> {
                    var token = result.getString(1);
                    var until = Objects.requireNonNull(instant(result, 3));
                    boolean isIn = Status.valueOf(result.getString(4)) == Status.ACTIVE;
                    line.inside()
                            .read(new Inside.Visit(
                                    token,
                                    Objects.requireNonNull(instant(result, 5)),
                                    Objects.requireNonNull(instant(result, 2)),
                                    until,
                                    isIn ? null : until,
                                    isIn ? line.number(new TokenId(token)) : null));
                });
    }

    private long firstThatMatters(LineName name, @Nullable LineRow terms, Instant then) {
        if (terms != null && terms.hasOpenLobby()) {
            // Who has just left may be of the lobby, which is closed as it was a moment before.
            return 1;
        }
        long first = jdbc.sql("""
                select least((select min(joined) from line
                               where line = :line and status = 'WAITING'),
                             (select min(joined) from line
                               where line = :line and regain_until > :then and joined > 0),
                             (select min(joined) from line
                               where line = :line and status = 'ACTIVE' and activated_at > :lately))
                """)
                .param("line", name.value())
                .param("lately", Timestamp.from(then.minus(activeFor)))
                .param("then", Timestamp.from(then))
                .query((row, n) -> {
                    long found = row.getLong(1);
                    return row.wasNull() ? Long.MAX_VALUE : found;
                })
                .single();
        return terms == null || terms.upTo == null || first > terms.upTo ? first : 1;
    }

    private int joinedBefore(LineName name, long first) {
        return jdbc.sql("select count(*) from line where line = ? and joined > 0 and joined < ?")
                .params(name.value(), first)
                .query(Integer.class)
                .single();
    }

    private static PlaceRow place(ResultSet row) throws SQLException {
        var place = PlaceRow.standing(
                row.getString(1), row.getLong(3), Status.valueOf(row.getString(4)));
        place.userId = row.getString(2);
        long ended = row.getLong(5);
        place.ended = row.wasNull() ? null : ended;
        place.issuedAt = Objects.requireNonNull(instant(row, 6));
        place.activatedAt = instant(row, 7);
        place.expiresAt = instant(row, 8);
        place.regainUntil = instant(row, 9);
        place.returnedAt = instant(row, 10);
        place.absences = row.getString(11);
        return place;
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
