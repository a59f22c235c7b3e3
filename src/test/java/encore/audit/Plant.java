package encore.audit;

import encore.audit.ledger.LineStory;
import encore.kernel.Event;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Puts events into the store behind the application's back, each in its own stream and with the
 * next number there. Every method answers with the id of the event.
 */
final class Plant implements LineStory.Store {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String AT = "2026-01-01T10:00:00Z";
    private static final String UNTIL = "2026-01-01T10:10:00Z";

    private final JdbcClient jdbc;
    private final Map<String, Long> next = new HashMap<>();
    private final List<String> planted = new ArrayList<>();

    /** When the next event happens. */
    Instant now = Instant.parse(AT);

    Plant(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<String> all() {
        return planted;
    }

    /** Somebody with one go at everything, whose names nobody else has. */
    Buyer buyer() {
        return new Buyer(UUID.randomUUID().toString().substring(0, 8));
    }

    String event(String type, String stream, Object... fields) {
        return store(type, null, stream, fields);
    }

    /** One of a type that was changed since it was first stored, as it is stored now. */
    String revised(String type, String stream, Object... fields) {
        return store(type, "2", stream, fields);
    }

    private String store(String type, String revision, String stream, Object... fields) {
        var payload = new LinkedHashMap<String, Object>();
        for (int i = 0; i < fields.length; i += 2) {
            var value = fields[i + 1];
            payload.put(
                    (String) fields[i],
                    value instanceof Instant moment ? moment.toString() : value);
        }
        return insert(
                type,
                revision,
                stream,
                next.merge(stream, 1L, Long::sum) - 1,
                JSON.writeValueAsString(payload),
                "{}");
    }

    @Override
    public String add(String stream, Event event) {
        return insert(
                event.getClass().getSimpleName(),
                null,
                stream,
                next.merge(stream, 1L, Long::sum) - 1,
                JSON.writeValueAsString(event),
                "{}");
    }

    @Override
    public long newest() {
        return jdbc.sql("select max(global_index) from domain_event_entry")
                .query(Long.class)
                .single();
    }

    String last() {
        return planted.getLast();
    }

    String raw(String type, String stream, long sequence, String payload, String metaData) {
        return insert(type, null, stream, sequence, payload, metaData);
    }

    private String insert(
            String type,
            String revision,
            String stream,
            long sequence,
            String payload,
            String metaData) {
        var id = UUID.randomUUID().toString();
        jdbc.sql("""
                insert into domain_event_entry (aggregate_identifier, sequence_number,
                       event_identifier, payload_type, payload_revision, time_stamp, payload,
                       meta_data)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .params(
                        stream,
                        sequence,
                        id,
                        type,
                        revision,
                        now.toString(),
                        payload.getBytes(),
                        metaData.getBytes())
                .update();
        planted.add(id);
        return id;
    }

    /** Leaves numbers out. */
    void skip(String stream) {
        next.merge(stream, 1L, Long::sum);
    }

    final class Buyer {

        final String name;
        String account;
        String token;
        String payment;
        String reservation;
        String seat;

        private Buyer(String name) {
            this.name = name;
            account = "user-" + name;
            token = "token-" + name;
            payment = "payment-" + name;
            reservation = "reservation-" + name;
            seat = "hall-1-1-" + name;
        }

        String joins() {
            return event(
                    "TokenIssued", "waiting:" + account, "user", account, "token", token, "at", AT);
        }

        String enters() {
            return event(
                    "TokenActivated",
                    "waiting:" + account,
                    "user",
                    account,
                    "token",
                    token,
                    "at",
                    AT,
                    "until",
                    UNTIL);
        }

        String ends(String reason) {
            return event(
                    "TokenExpired",
                    "waiting:" + account,
                    "user",
                    account,
                    "token",
                    token,
                    "reason",
                    reason,
                    "at",
                    AT);
        }

        String charges(String charge, long amount, long balance) {
            return event(
                    "PointCharged",
                    "points:" + account,
                    "user",
                    account,
                    "charge",
                    charge,
                    "amount",
                    amount,
                    "balance",
                    balance);
        }

        String charges(long amount, long balance) {
            return charges("charge-" + UUID.randomUUID(), amount, balance);
        }

        String requests(long amount) {
            return event(
                    "PaymentRequested",
                    "reservation:" + reservation,
                    "reservation",
                    reservation,
                    "payment",
                    payment,
                    "user",
                    account,
                    "token",
                    token,
                    "seat",
                    seat,
                    "amount",
                    amount,
                    "at",
                    AT);
        }

        String deducted(long amount, long balance) {
            return account("PointDeducted", amount, balance);
        }

        String refunded(long amount, long balance) {
            return account("PointRefunded", amount, balance);
        }

        private String account(String type, long amount, long balance) {
            return event(
                    type,
                    "points:" + account,
                    "user",
                    account,
                    "payment",
                    payment,
                    "amount",
                    amount,
                    "balance",
                    balance);
        }

        String sold() {
            return event(
                    "SeatSold",
                    "seat:" + seat,
                    "seat",
                    seat,
                    "performance",
                    "hall",
                    "reservation",
                    reservation,
                    "payment",
                    payment);
        }

        String paid() {
            return event(
                    "ReservationPaid",
                    "reservation:" + reservation,
                    "reservation",
                    reservation,
                    "payment",
                    payment);
        }

        String rejected(String reason) {
            return event(
                    "PaymentRejected",
                    "reservation:" + reservation,
                    "reservation",
                    reservation,
                    "payment",
                    payment,
                    "reason",
                    reason,
                    "balance",
                    0);
        }

        /** Comes in with points, and asks to pay all of them for a seat. */
        String asksToPay() {
            joins();
            enters();
            charges(100, 100);
            return requests(100);
        }
    }
}
