package encore.testing;

import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** The rules 1 to 4 of docs/domain.md, told from the events alone, as they are in the database. */
public final class Invariants {

    private record Stored(String type, JsonNode payload) {

        String text(String field) {
            return payload.get(field).asString();
        }

        long number(String field) {
            return payload.get(field).asLong();
        }
    }

    private final List<Stored> events;

    private Invariants(List<Stored> events) {
        this.events = events;
    }

    /** Reads the whole store, in order. */
    public static Invariants of(JdbcClient jdbc) {
        var json = JsonMapper.shared();
        return new Invariants(jdbc.sql("select payload_type, payload from domain_event_entry"
                        + " order by global_index")
                .query((row, n) -> new Stored(row.getString(1), json.readTree(row.getBytes(2))))
                .list());
    }

    public void hold(int capacity) {
        everySeatIsSoldAtMostOnce();
        everyPointIsAccountedFor();
        everyPaymentIsWhole();
        everyRefundIsWhole();
        if (all("CapacityChanged").stream()
                .allMatch(e -> e.payload().get("asConfigured").asBoolean())) {
            theLineIsServedInOrder(capacity);
        }
        // Of a line that the operator has steered the audit knows more.
    }

    private List<Stored> all(String type) {
        return events.stream().filter(e -> e.type().equals(type)).toList();
    }

    private Map<String, Long> countBy(String type, String field) {
        return all(type).stream()
                .collect(Collectors.groupingBy(e -> e.text(field), Collectors.counting()));
    }

    /** Rule 1. What was given back may be sold again. */
    private void everySeatIsSoldAtMostOnce() {
        var sold = new HashSet<String>();
        for (var event : events) {
            if (event.type().equals("SeatSold")) {
                assertThat(sold.add(event.text("seat"))).as("%s", event).isTrue();
            } else if (event.type().equals("SeatReleased")) {
                sold.remove(event.text("seat"));
            }
        }
    }

    /** Rule 2. Each event's balance follows from the one before it, and is never negative. */
    private void everyPointIsAccountedFor() {
        var accounts = new HashMap<String, Long>();
        long charged = 0;
        long deducted = 0;
        long refunded = 0;
        for (var event : events) {
            long sign = switch (event.type()) {
                case "PointCharged", "PointRefunded" -> 1;
                case "PointDeducted" -> -1;
                default -> 0;
            };
            if (sign != 0) {
                long amount = event.number("amount");
                long balance = accounts.merge(event.text("user"), sign * amount, Long::sum);
                assertThat(event.number("balance")).as("%s", event).isEqualTo(balance);
                assertThat(balance).isNotNegative();
                charged += event.type().equals("PointCharged") ? amount : 0;
                deducted += sign < 0 ? amount : 0;
                refunded += event.type().equals("PointRefunded") ? amount : 0;
            }
        }
        long onAccounts = accounts.values().stream().mapToLong(Long::longValue).sum();
        assertThat(charged).isEqualTo(onAccounts + deducted - refunded);
    }

    /** Rule 3. */
    private void everyPaymentIsWhole() {
        var sold = countBy("SeatSold", "payment");
        var deductions = countBy("PointDeducted", "payment");
        var refunds = countBy("PointRefunded", "payment");
        var expired = countBy("TokenExpired", "token");
        var requested = new LinkedHashMap<String, Stored>();
        all("PaymentRequested").forEach(e -> requested.put(e.text("payment"), e));
        var givenBack = countBy("ReservationRefunded", "payment").keySet();
        var paid = all("ReservationPaid");
        var rejected = all("PaymentRejected");
        assertThat(paid.size() + rejected.size())
                .as("payments that ended")
                .isEqualTo(requested.size());
        for (var e : paid) {
            var payment = e.text("payment");
            assertThat(sold.get(payment))
                    .as("seats sold by %s", payment)
                    .isEqualTo(seatsOf(requested.get(payment)));
            boolean isFree = requested.get(payment).number("amount") == 0;
            assertThat(deductions.get(payment)).isEqualTo(isFree ? null : 1L);
            if (!givenBack.contains(payment)) {
                assertThat(refunds).doesNotContainKey(payment);
            }
            assertThat(expired.get(requested.get(payment).text("token"))).isEqualTo(1);
        }
        for (var e : rejected) {
            var payment = e.text("payment");
            assertThat(sold).doesNotContainKey(payment);
            assertThat(refunds.get(payment)).isEqualTo(deductions.get(payment));
        }
        assertThat(paid).extracting(e -> e.text("reservation")).doesNotHaveDuplicates();
        assertThat(paid)
                .as("a token buys once")
                .extracting(e -> requested.get(e.text("payment")).text("token"))
                .doesNotHaveDuplicates();
    }

    /** A paid one is given back once: all its points, and each of its seats after it was sold. */
    private void everyRefundIsWhole() {
        var paid = countBy("ReservationPaid", "payment").keySet();
        var points = all("PointRefunded").stream()
                .collect(Collectors.groupingBy(
                        e -> e.text("payment"), Collectors.summingLong(e -> e.number("amount"))));
        var times = countBy("PointRefunded", "payment");
        var soldTo = new HashMap<String, String>();
        var released = new HashMap<String, Long>();
        for (var event : events) {
            if (event.type().equals("SeatSold")) {
                soldTo.put(event.text("seat"), event.text("reservation"));
            } else if (event.type().equals("SeatReleased")
                    && soldTo.remove(event.text("seat"), event.text("reservation"))) {
                released.merge(event.text("reservation"), 1L, Long::sum);
            }
        }
        var refunded = all("ReservationRefunded");
        assertThat(refunded).extracting(e -> e.text("reservation")).doesNotHaveDuplicates();
        for (var e : refunded) {
            var payment = e.text("payment");
            long amount = e.number("amount");
            assertThat(paid).contains(payment);
            assertThat(times.get(payment)).as("%s", e).isEqualTo(amount == 0 ? null : 1L);
            assertThat(points.getOrDefault(payment, 0L)).as("%s", e).isEqualTo(amount);
            assertThat(released.get(e.text("reservation")))
                    .as("seats given back by %s", e)
                    .isEqualTo(e.payload().get("seats").size());
        }
    }

    /** The first requests were for one seat each. */
    private static long seatsOf(Stored requested) {
        return requested.payload().has("seats")
                ? requested.payload().get("seats").size()
                : 1;
    }

    /** Rule 4, of the default line, whose tokens name none. */
    private void theLineIsServedInOrder(int capacity) {
        var joined = new HashMap<String, Integer>();
        var line = new TreeMap<Integer, String>();
        Set<String> inside = new HashSet<>();
        for (var event : events) {
            if (!event.payload().path("token").asString("").matches("[^_]+")) {
                continue;
            }
            var token = event.text("token");
            switch (event.type()) {
                case "TokenIssued" -> {
                    joined.put(token, joined.size());
                    line.put(joined.get(token), token);
                }
                case "TokenActivated" -> {
                    assertThat(line.firstEntry()).as("%s is next", event).isNotNull();
                    assertThat(line.pollFirstEntry().getValue())
                            .as("%s is next", event)
                            .isEqualTo(token);
                    inside.add(token);
                    assertThat(inside.size()).isLessThanOrEqualTo(capacity);
                }
                case "TokenExpired" -> {
                    line.remove(joined.getOrDefault(token, -1));
                    inside.remove(token);
                }
                case "TokenReturned" -> line.put(joined.get(token), token);
                default -> {}
            }
        }
    }
}
