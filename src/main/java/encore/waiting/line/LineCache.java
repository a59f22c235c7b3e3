package encore.waiting.line;

import encore.kernel.LineName;
import encore.kernel.TokenId;
import encore.readmodel.RowCache;
import encore.readmodel.RowChange;
import encore.readmodel.ViewCache;
import encore.readmodel.Views;
import encore.waiting.line.Place.Status;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Looks tokens up, and who waits before whom; a poll asks no database. */
@Component
class LineCache {

    private static final int PAGE = 10_000;
    private static final String ALL = "";

    private final RowCache<PlaceRow> byToken;
    private final ViewCache<LineName, KnownLine> lines;
    private final ViewCache<String, LineNames> names;
    private final TermsRepository terms;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration activeFor;

    LineCache(
            Views views,
            PlaceRepository rows,
            TermsRepository terms,
            JdbcClient jdbc,
            Clock clock,
            @Value("${encore.waiting.active-for}") Duration activeFor) {
        this.activeFor = activeFor;
        this.terms = terms;
        this.jdbc = jdbc;
        this.clock = clock;
        var line = views.of(LineProjection.NAME);
        this.byToken = RowCache.of(line, PlaceRow.class, rows::findById);
        this.lines = ViewCache.of(line, Integer.MAX_VALUE, LineCache::lineOf, this::read);
        this.names = ViewCache.of(
                line,
                Integer.MAX_VALUE,
                change -> change.entity() == LineRow.class ? ALL : null,
                all -> new LineNames(terms.findAll()));
    }

    private static @Nullable LineName lineOf(RowChange<?> change) {
        return change.entity() == PlaceRow.class
                ? new TokenId((String) change.key()).line()
                : new LineName((String) change.key());
    }

    Optional<PlaceRow> find(TokenId token) {
        return byToken.find(token.value());
    }

    /** All lines that anybody has spoken of. */
    List<LineName> names() {
        return names.get(ALL).all();
    }

    /** Anybody may ask for any name, so nothing is read or kept of a line that is none. */
    KnownLine line(LineName line) {
        return line.isDefault() || names.get(ALL).has(line)
                ? lines.get(line)
                : new KnownLine(line, null, 0, activeFor);
    }

    /** All who may still come in, and, as long as one of a lobby waits, all of that lobby. */
    private KnownLine read(LineName name) {
        var now = clock.instant();
        var row = terms.findById(name.value()).orElse(null);
        long first = firstThatMatters(name, row, now);
        var line = new KnownLine(name, row, joinedBefore(name, first), activeFor);
        jdbc.sql("""
                select token_id, user_id, joined, status, ended, issued_at, activated_at,
                       expires_at, regain_until, returned_at
                  from line where line = ? and joined >= ? order by joined
                """).params(name.value(), first).withFetchSize(PAGE).query(result -> {
            line.read(place(result), now);
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
                 where line = ? and (activated_at > ? or status = 'ACTIVE' and activated_at is not null)
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

    private long firstThatMatters(LineName name, @Nullable LineRow terms, Instant now) {
        long first = jdbc.sql("""
                select least((select min(joined) from line where line = :line and status = 'WAITING'),
                             (select min(joined) from line
                               where line = :line and regain_until > :now and joined > 0),
                             (select min(joined) from line
                               where line = :line and status = 'ACTIVE' and activated_at > :lately))
                """)
                .param("line", name.value())
                .param("lately", Timestamp.from(now.minus(activeFor)))
                .param("now", Timestamp.from(now))
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
        return place;
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
