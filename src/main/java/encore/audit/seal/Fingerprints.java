package encore.audit.seal;

import encore.kernel.EventsInPostgres;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Takes the digest of a range of events: the digest before, where the range lies, when it was
 * sealed, then every column of every event as it is stored, each after its length, and how many
 * there were. Nothing is decoded, so no byte can change unseen.
 */
@Component
@EventsInPostgres
class Fingerprints {

    private static final int PAGE = 1_000;
    private static final String ROWS = """
            select global_index, sequence_number, aggregate_identifier, type, event_identifier,
                   payload_type, payload_revision, time_stamp, payload, meta_data
              from domain_event_entry
             where global_index > ? and global_index <= ?
             order by global_index limit ?
            """;

    private final JdbcClient jdbc;

    Fingerprints(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The digest in hexadecimal, and the number of events that it covers. */
    record Fingerprint(String digest, long events) {}

    /** Of all events after what was sealed before, up to a position. */
    Fingerprint of(Seal previous, long last, Instant sealedAt) {
        var print = new Print();
        print.text(previous.digest());
        print.number(previous.number() + 1);
        print.number(previous.lastPosition() + 1);
        print.number(last);
        print.number(sealedAt.toEpochMilli());
        // An event slipped in before the very first one belongs to the first range.
        long after = previous.number() == 0 ? Long.MIN_VALUE : previous.lastPosition();
        long page;
        do {
            page = print.events;
            jdbc.sql(ROWS).params(after, last, PAGE).query(print::event);
            after = print.position;
        } while (print.events == page + PAGE);
        print.number(print.events);
        return new Fingerprint(HexFormat.of().formatHex(print.sha.digest()), print.events);
    }

    private static final class Print {

        private static final int NUMBERS = 2;
        private static final int TEXTS = 8;
        private static final int COLUMNS = 10;
        private static final int ABSENT = -1;

        private final MessageDigest sha = sha256();
        private long events;
        private long position;

        void event(ResultSet row) throws SQLException {
            events++;
            position = row.getLong(1);
            for (int column = 1; column <= COLUMNS; column++) {
                if (column <= NUMBERS) {
                    number(row.getLong(column));
                } else if (column <= TEXTS) {
                    text(row.getString(column));
                } else {
                    bytes(row.getBytes(column));
                }
            }
        }

        void number(long number) {
            sha.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
        }

        void text(@Nullable String text) {
            bytes(text == null ? null : text.getBytes(StandardCharsets.UTF_8));
        }

        void bytes(byte @Nullable [] bytes) {
            number(bytes == null ? ABSENT : bytes.length);
            if (bytes != null) {
                sha.update(bytes);
            }
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }
}
