package encore.benchmark;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** The people of a server, and the credentials they hold. */
final class Crowd {

    private static final AtomicLong COUNT = new AtomicLong();

    private final Server server;
    private final MACSigner signer;
    private final SequencedSet<String> inside = new LinkedHashSet<>();
    private long seen = -1;

    Crowd(Server server) {
        this.server = server;
        try {
            this.signer = new MACSigner(Server.SIGNING_KEY.getBytes(StandardCharsets.UTF_8));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Names that nobody had before. */
    static List<String> strangers(int number) {
        return IntStream.range(0, number)
                .mapToObj(n -> "person-%06d@example.com".formatted(COUNT.incrementAndGet()))
                .toList();
    }

    /**
     * Credentials of so many different people who are inside, those first whose turn is longest
     * ago. Where there are too few, strangers come in.
     */
    List<String> people(int number) {
        lookAround();
        if (inside.size() < number) {
            join(strangers(number - inside.size()));
            while (inside.size() < number) {
                lookAround();
            }
        }
        var chosen = inside.stream().limit(number).toList();
        chosen.forEach(person -> {
            inside.remove(person);
            inside.addLast(person);
        });
        return chosen;
    }

    /** These are out, for they have paid. */
    void left(Collection<String> people) {
        inside.removeAll(people);
    }

    /** They join the line at a stroke, and the server lets in whom it has room for. */
    void join(List<String> names) {
        server.jdbc().sql("""
                insert into domain_event_entry (aggregate_identifier, sequence_number, type,
                       event_identifier, payload_type, time_stamp, payload, meta_data)
                select 'waiting:' || name, 0, 'WaitingToken', gen_random_uuid(), 'TokenIssued',
                       moment, convert_to(json_build_object('user', name, 'token',
                           gen_random_uuid(), 'at', moment)::text, 'UTF8'), '{}'
                  from unnest(string_to_array(?, ' ')) name,
                       to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') moment
                """).param(String.join(" ", names)).update();
        server.awaitReaders();
    }

    /** Credentials of everybody who waits. */
    List<String> waiting() {
        return waiting(Integer.MAX_VALUE);
    }

    /** Credentials of the first who wait, in their order. */
    List<String> waiting(int atMost) {
        return server.jdbc().sql("""
                select user_id, token_id, issued_at from line where status = 'WAITING'
                 order by joined limit ?
                """).param(atMost).query((row, n) -> sign(row)).list();
    }

    /** Credentials of those inside whose names begin like this. */
    List<String> called(String beginning) {
        return server.jdbc()
                .sql("""
                select user_id, token_id, issued_at from line
                 where status = 'ACTIVE' and starts_with(user_id, ?)
                """)
                .param(beginning)
                .query((row, n) -> sign(row))
                .list();
    }

    private void lookAround() {
        server.awaitReaders();
        var news = new ArrayList<String>();
        server.jdbc().sql("""
                select user_id, token_id, issued_at, joined from line
                 where status = 'ACTIVE' and joined > ? order by joined desc
                """).param(seen).query(row -> {
            news.add(sign(row));
            seen = Math.max(seen, row.getLong("joined"));
        });
        news.forEach(inside::addFirst);
    }

    /** What the server's own signer makes of a row, character for character. */
    String sign(ResultSet row) throws SQLException {
        var jwt = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder()
                        .subject(row.getString("user_id"))
                        .jwtID(row.getString("token_id"))
                        .issueTime(Date.from(row.getTimestamp("issued_at").toInstant()))
                        .build());
        try {
            jwt.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt.serialize();
    }
}
