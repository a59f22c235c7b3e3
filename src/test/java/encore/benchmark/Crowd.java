package encore.benchmark;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The people of a server: those who join, and those inside with the tokens they hold. */
final class Crowd {

    private static final String TOKENS = "/api/v1/tokens";
    private static final String USER = "{\"userId\":\"%s\"}";
    private static final AtomicLong COUNT = new AtomicLong(System.currentTimeMillis() % 1_000_000);

    private final Server server;
    private final MACSigner signer;
    private final Deque<String> inside = new ArrayDeque<>();
    private long seen = -1;

    Crowd(Server server) throws JOSEException {
        this.server = server;
        this.signer = new MACSigner(Server.SIGNING_KEY.getBytes(StandardCharsets.UTF_8));
    }

    /** So many lines with names that nobody had before. */
    static List<String> strangers(int number) {
        var names = new ArrayList<String>();
        for (int n = 0; n < number; n++) {
            names.add("\tperson-" + COUNT.incrementAndGet() + "@example.com");
        }
        return names;
    }

    /** The request by which one of them joins. */
    Wrk joining() {
        return Wrk.post(server.port(), TOKENS, USER);
    }

    /** Credentials of so many different people inside, each for the first time while there are. */
    List<String> people(int number) throws IOException, InterruptedException {
        lookAround();
        while (inside.size() < number) {
            joining().seconds(60).send(strangers(number - inside.size()), 201);
            lookAround();
        }
        var chosen = new ArrayList<String>();
        for (int n = 0; n < number; n++) {
            var person = inside.removeFirst();
            inside.addLast(person);
            chosen.add(person);
        }
        return chosen;
    }

    private void lookAround() {
        server.awaitReaders();
        server.jdbc().sql("""
                select token_id, user_id, issued_at, joined from line
                 where status = 'ACTIVE' and joined > ? order by joined
                """).param(seen)
                .query(row -> {
                    inside.addFirst(sign(row.getString(2), row.getString(1),
                            row.getTimestamp(3)));
                    seen = row.getLong(4);
                });
    }

    /** What the server's own signer makes of these, character for character. */
    String sign(String user, String token, Timestamp issuedAt) {
        var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), new JWTClaimsSet.Builder()
                .subject(user)
                .jwtID(token)
                .issueTime(Date.from(issuedAt.toInstant()))
                .build());
        try {
            jwt.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt.serialize();
    }
}
