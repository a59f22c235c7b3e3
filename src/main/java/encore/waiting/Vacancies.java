package encore.waiting;

import encore.kernel.LineName;
import encore.waiting.line.Candidate;
import encore.waiting.steering.LineTerms;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How many more may come in, for each line: the table {@code line_room}, whose counts the
 * database keeps with the rows of {@code admission}, so that asking costs nothing however many are
 * inside. To be asked and changed by who decides alone, see {@link Turns}.
 */
@Component
class Vacancies {

    private static final double MINUTE = Duration.ofMinutes(1).toNanos();

    /** What has gathered while nobody came in is let in at once, but no more than of one second. */
    private static final double SECONDS_OF_A_MINUTE = 60;

    private final JdbcClient jdbc;

    Vacancies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One line's.
     *
     * @param inside how many are inside whom the line has let in
     * @param allowed how many more its pace allowed
     * @param allowedAt when that was; null for never
     */
    record Vacancy(
            LineName line,
            long inside,
            double allowed,
            @Nullable Instant allowedAt) {

        /** How many may come in. */
        int places(LineTerms terms, Instant now) {
            if (!terms.letsIn()) {
                return 0;
            }
            long free = Math.max(0, terms.capacity() - inside);
            long eased = Math.ceilDiv(free * terms.percent(), 100);
            return (int) Math.min(eased, (long) Math.floor(allowedAt(terms, now)));
        }

        /** By its pace, which is slower while the line is eased. */
        double allowedAt(LineTerms terms, Instant now) {
            if (terms.admissionsPerMinute() == null) {
                return Double.MAX_VALUE;
            }
            double perMinute = terms.admissionsPerMinute() * terms.percent() / 100.0;
            double most = Math.max(1, perMinute / SECONDS_OF_A_MINUTE);
            double gathered = allowedAt == null
                    ? most
                    : Duration.between(allowedAt, now).toNanos() * perMinute / MINUTE;
            return Math.clamp(allowed + gathered, 0, most);
        }
    }

    /** Of these lines. */
    List<Vacancy> of(List<LineName> lines) {
        return jdbc.sql("""
                select line, coalesce(inside, 0), coalesce(allowed, 0), allowed_at
                  from unnest(?::text[]) as asked (line) left join line_room using (line)
                """)
                .param(lines.stream().map(LineName::value).toArray(String[]::new))
                .query((row, n) -> vacancy(row))
                .list();
    }

    private static Vacancy vacancy(ResultSet row) throws SQLException {
        var allowedAt = row.getTimestamp(4);
        return new Vacancy(
                new LineName(row.getString(1)),
                row.getLong(2),
                row.getDouble(3),
                allowedAt == null ? null : allowedAt.toInstant());
    }

    /** These are in from now on. */
    void letIn(Vacancy vacancy, LineTerms terms, List<Candidate> in, Instant now, Instant until) {
        jdbc.sql("""
                insert into admission
                       (token_id, user_id, line, active_until, granted, number, admitted_at)
                select token, person, ?, ?, false, number, ?
                  from unnest(?::text[], ?::text[], ?::bigint[]) as come (token, person, number)
                on conflict (token_id) do nothing
                """)
                .params(
                        vacancy.line().value(),
                        Timestamp.from(until),
                        Timestamp.from(now),
                        in.stream().map(one -> one.token().value()).toArray(String[]::new),
                        in.stream().map(one -> one.user().value()).toArray(String[]::new),
                        in.stream().map(one -> (long) one.number()).toArray(Long[]::new))
                .update();
        if (terms.admissionsPerMinute() != null) {
            jdbc.sql("update line_room set allowed = ?, allowed_at = ? where line = ?")
                    .params(
                            vacancy.allowedAt(terms, now) - in.size(),
                            Timestamp.from(now),
                            vacancy.line().value())
                    .update();
        }
    }
}
