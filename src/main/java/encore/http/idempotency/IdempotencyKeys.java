package encore.http.idempotency;

import encore.http.NewId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The keys of the last 24 hours with the answers that were given, in the database of all nodes. */
@Component
class IdempotencyKeys {

    static final Duration KEPT_FOR = Duration.ofHours(24);
    static final Duration LEASE = Duration.ofSeconds(20);

    /** An answer with a larger body is not kept: the next try makes it anew. */
    static final int LARGEST_BODY = 64 * 1024;

    private static final int DELETED_AT_ONCE = 500;

    /** A key belongs to its user or the operator: two may well choose the same. */
    record Key(String owner, String key) {}

    /** An answer as it went out. */
    record Answer(
            int status, @Nullable String location, @Nullable String contentType, byte[] body) {}

    /** A key that was used before, and how that went. */
    record Earlier(byte[] requestHash, boolean isRunning, Optional<Answer> answer) {}

    /**
     * A key that was taken.
     *
     * @param others how many more keys its user had, counted up to {@link KeysPerUser#NEARLY}
     */
    record Claim(Key key, NewId id, int others) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    IdempotencyKeys(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<Earlier> find(Key key) {
        var now = clock.instant();
        return jdbc.sql("""
                select request_hash, lease_until, status, location, content_type, body
                  from idempotency_key
                 where user_id = ? and key = ? and created_at > ?
                """)
                .params(key.owner(), key.key(), at(now.minus(KEPT_FOR)))
                .query((row, n) -> earlier(row, now))
                .optional();
    }

    private static Earlier earlier(ResultSet row, Instant now) throws SQLException {
        int status = row.getInt("status");
        if (row.wasNull()) {
            boolean running = row.getTimestamp("lease_until").toInstant().isAfter(now);
            return new Earlier(row.getBytes("request_hash"), running, Optional.empty());
        }
        return new Earlier(
                row.getBytes("request_hash"),
                false,
                Optional.of(new Answer(
                        status,
                        row.getString("location"),
                        row.getString("content_type"),
                        row.getBytes("body"))));
    }

    /**
     * Takes the key. The id is the given one for a key never used, and the first one for a key
     * whose earlier try, with the same request, ended without an answer. Empty when another request
     * has the key.
     */
    Optional<Claim> claim(Key key, byte[] requestHash, NewId fresh) {
        var now = clock.instant();
        return jdbc.sql("""
                insert into idempotency_key as k
                       (user_id, key, request_hash, new_id, created_at, lease_until)
                values (:user, :key, :hash, :fresh, :now, :lease)
                on conflict (user_id, key) do update
                   set new_id = case when k.created_at <= :old then :fresh else k.new_id end,
                       created_at = case when k.created_at <= :old then :now else k.created_at end,
                       request_hash = :hash, lease_until = :lease,
                       status = null, location = null, content_type = null, body = null
                 where k.created_at <= :old or (k.status is null and k.lease_until <= :now
                       and k.request_hash = :hash)
                returning new_id, (select count(*) from (
                       select from idempotency_key where user_id = :user limit :nearly) others)
                """)
                .param("user", key.owner())
                .param("key", key.key())
                .param("hash", requestHash)
                .param("fresh", fresh.uuid())
                .param("now", at(now))
                .param("lease", at(now.plus(LEASE)))
                .param("old", at(now.minus(KEPT_FOR)))
                .param("nearly", KeysPerUser.NEARLY)
                .query((row, n) -> claimed(key, row.getObject(1, UUID.class), fresh, row.getInt(2)))
                .optional();
    }

    private static Claim claimed(Key key, UUID id, NewId fresh, int others) {
        return new Claim(key, new NewId(id, !id.equals(fresh.uuid())), others);
    }

    /** When the first of the user's newest keys was used, if there are more of them than that. */
    Optional<Instant> newestBut(int many, String owner) {
        return jdbc.sql("""
                select created_at from idempotency_key where user_id = ? and created_at > ?
                 order by created_at desc offset ? limit 1
                """)
                .params(owner, at(clock.instant().minus(KEPT_FOR)), many)
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    void keep(Key key, Answer answer) {
        if (answer.body().length > LARGEST_BODY) {
            release(key);
            return;
        }
        jdbc.sql("""
                update idempotency_key set status = ?, location = ?, content_type = ?, body = ?
                 where user_id = ? and key = ?
                """)
                .param(answer.status())
                .param(answer.location())
                .param(answer.contentType())
                .params(answer.body(), key.owner(), key.key())
                .update();
    }

    void release(Key key) {
        jdbc.sql("update idempotency_key set lease_until = ? where user_id = ? and key = ?")
                .params(at(clock.instant()), key.owner(), key.key())
                .update();
    }

    /** The request never began. Where an earlier try may have, that can go on. */
    void forget(Claim claim) {
        if (claim.id().wasTriedBefore()) {
            release(claim.key());
            return;
        }
        jdbc.sql("delete from idempotency_key where user_id = ? and key = ? and new_id = ?")
                .params(claim.key().owner(), claim.key().key(), claim.id().uuid())
                .update();
    }

    /** A few at a time, each slice for itself; what another node has in hand is left to it. */
    @Scheduled(fixedDelayString = "PT10M")
    void forgetOldOnes() {
        var old = at(clock.instant().minus(KEPT_FOR));
        int deleted;
        do {
            deleted = jdbc.sql("""
                    delete from idempotency_key where (user_id, key) in (
                           select user_id, key from idempotency_key where created_at <= ?
                            order by created_at limit ? for update skip locked)
                    """).params(old, DELETED_AT_ONCE).update();
        } while (deleted == DELETED_AT_ONCE);
    }

    private static Timestamp at(Instant instant) {
        return Timestamp.from(instant);
    }
}
