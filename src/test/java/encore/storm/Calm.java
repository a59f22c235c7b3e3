package encore.storm;

import encore.testing.Invariants;
import encore.testing.Person;
import encore.testing.Shop;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import static org.assertj.core.api.Assertions.assertThat;

/** After a storm, within a while: nothing is lost, nobody is stuck, and all that is shown is so. */
final class Calm {

    private static final List<String> READ_MODELS = List.of(
            "balance",
            "calendar",
            "history",
            "line",
            "mine",
            "payment",
            "programme",
            "seatmap",
            "wish");
    private static final AtomicInteger VISITORS = new AtomicInteger();

    private final Storm storm;
    private final JdbcClient jdbc;

    Calm(Storm storm) {
        this.storm = storm;
        this.jdbc = storm.database().jdbc();
    }

    void check() throws Exception {
        assertThat(storm.ledger().findings).isEmpty();
        eventually("all payments have ended", () -> count("""
                select count(*) filter (where payload_type = 'PaymentRequested')
                     - count(*) filter (where payload_type in
                           ('ReservationPaid', 'PaymentRejected')) from domain_event_entry
                """) == 0);
        eventually("the read models show all there is", this::isCurrent);
        whoHadPaidForTheCancelledHasItBack();
        eventually("all that is to be given back is", this::allRefundedIsBack);
        Invariants.of(jdbc).hold(StormNode.CAPACITY);
        whatWasAnsweredIsThere();
        eventually(
                "who is inside is so by events",
                () -> count("select count(*) from admission") == active()
                        && active() <= StormNode.CAPACITY);
        assertThat(count("select count(*) from dead_letter")).as("dead letters").isZero();
        for (var model : READ_MODELS) {
            isTrue(model, storm.nodes().get(VISITORS.get() % 2).shop());
        }
        bothNodesShowTheSame();
        isIntact(storm.nodes().getFirst().shop());
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private long active() {
        return count("select count(*) filter (where payload_type = 'TokenActivated')"
                        + " from domain_event_entry")
                - count("""
                select count(*) from domain_event_entry expired
                 where payload_type = 'TokenExpired' and exists (
                       select 1 from domain_event_entry activated
                        where activated.aggregate_identifier = expired.aggregate_identifier
                          and activated.payload_type = 'TokenActivated'
                          and convert_from(activated.payload, 'UTF8')::json ->> 'token'
                            = convert_from(expired.payload, 'UTF8')::json ->> 'token')
                """);
    }

    private boolean isCurrent() {
        for (var node : storm.nodes()) {
            var all = node.shop().operator("GET", "/projections", null);
            if (all.status() != 200
                    || !all.get("projections")
                            .valueStream()
                            .allMatch(model -> model.get("state").asString().equals("CURRENT"))) {
                return false;
            }
        }
        return true;
    }

    private boolean allRefundedIsBack() {
        var reservations = payloads("ReservationRefunded", "reservation");
        return payloads("PointRefunded", "payment")
                        .containsAll(payloads("ReservationRefunded", "payment"))
                && values("SeatReleased", "reservation").stream()
                                .filter(reservations::contains)
                                .count()
                        == count("""
                select coalesce(sum(json_array_length(
                           convert_from(payload, 'UTF8')::json -> 'seats')), 0)
                  from domain_event_entry where payload_type = 'ReservationRefunded'
                """);
    }

    private void whoHadPaidForTheCancelledHasItBack() throws InterruptedException {
        var at = storm.nodes().getLast().shop();
        var path = "/performances/" + storm.cancelled() + "/cancellation";
        eventually(
                "cancelled and refunded",
                () -> at.operator("GET", path, null).is(200).text("state").equals("COMPLETED"));
        var ended = at.operator("GET", path, null).is(200);
        long paid = count("""
                select count(*) from domain_event_entry paid
                  join domain_event_entry opened using (aggregate_identifier)
                 where paid.payload_type = 'ReservationPaid'
                   and opened.payload_type = 'ReservationOpened'
                   and convert_from(opened.payload, 'UTF8')::json ->> 'performance' = '%s'
                """.formatted(storm.cancelled()));
        assertThat(ended.number("refundsDone")).as(ended.body()).isEqualTo(paid);
        assertThat(ended.number("refundsTotal")).as(ended.body()).isEqualTo(paid);
        assertThat(ended.get("failed").isEmpty()).as(ended.body()).isTrue();
    }

    private void whatWasAnsweredIsThere() {
        var ledger = storm.ledger();
        assertThat(payloads("ReservationOpened", "reservation")).containsAll(ledger.reserved);
        // Who cancels what has just lapsed is told that it is over, too.
        var over = payloads("ReservationCancelled", "reservation");
        over.addAll(payloads("ReservationExpired", "reservation"));
        assertThat(over).containsAll(ledger.cancelled);
        assertThat(payloads("ReservationPaid", "payment")).containsAll(ledger.paid);
        assertThat(payloads("ReservationRefunded", "reservation")).containsAll(ledger.refunded);
        var charged = new java.util.HashMap<String, Long>();
        jdbc.sql("""
                select convert_from(payload, 'UTF8')::json ->> 'user',
                       sum((convert_from(payload, 'UTF8')::json ->> 'amount')::bigint)
                  from domain_event_entry where payload_type = 'PointCharged' group by 1
                """).query(row -> {
            charged.put(row.getString(1), row.getLong(2));
        });
        ledger.chargesAsked.forEach((user, asked) -> assertThat(charged.getOrDefault(user, 0L))
                .as(user)
                .isBetween(ledger.chargesAnswered.getOrDefault(user, 0L), asked));
    }

    private HashSet<String> payloads(String type, String field) {
        return new HashSet<>(values(type, field));
    }

    private List<String> values(String type, String field) {
        return jdbc.sql("select convert_from(payload, 'UTF8')::json ->> ?"
                        + " from domain_event_entry where payload_type = ?")
                .params(field, type)
                .query(String.class)
                .list();
    }

    private void isTrue(String model, Shop at) throws InterruptedException {
        var path = at.operator("POST", "/projections/" + model + "/verifications", null)
                .is(202)
                .location();
        eventually(
                "verified " + model,
                () -> !at.operator("GET", path, null).is(200).text("state").equals("RUNNING"));
        var ended = at.operator("GET", path, null);
        assertThat(ended.text("state")).as(ended.body()).isEqualTo("COMPLETED");
        assertThat(ended.get("check").get("same").asBoolean()).as(ended.body()).isTrue();
    }

    private void isIntact(Shop at) throws InterruptedException {
        var path = at.operator("POST", "/audits", Map.of()).is(202).location();
        eventually(
                "audited",
                () -> !at.operator("GET", path, null).is(200).text("state").equals("RUNNING"));
        var ended = at.operator("GET", path, null);
        assertThat(ended.get("intact").asBoolean()).as(ended.body()).isTrue();
    }

    /** Somebody who comes in looks around, and at what others have. */
    private void bothNodesShowTheSame() throws InterruptedException {
        var one = storm.nodes().getFirst().shop();
        var viewer = one.somebody("viewer" + VISITORS.incrementAndGet()).waits();
        eventually("came in", () -> viewer.looks().is(200).text("status").equals("ACTIVE"));
        var there = viewer.at(storm.nodes().getLast().shop());
        var today = LocalDate.now(ZoneOffset.UTC);
        for (var path : List.of(
                "/tokens/me",
                "/performances/" + storm.performance() + "/seats",
                "/performances?from=" + today + "&to=" + today.plusDays(3))) {
            // Between two questions a hold may lapse.
            eventually(
                    "both nodes show the same of " + path,
                    () -> there.get(path)
                            .is(200)
                            .body()
                            .equals(viewer.get(path).is(200).body()));
        }
        var rows = new ArrayList<String>();
        jdbc.sql("select seat_id, status from seat_map where performance_id = ? order by placed")
                .param(storm.performance())
                .query(row -> {
                    rows.add(row.getString(1) + " " + row.getString(2));
                });
        var now = seats(viewer);
        for (int n = 0; n < rows.size(); n++) {
            // A hold that has lapsed looks free.
            assertThat(now.get(n)).isIn(rows.get(n), rows.get(n).replace("HELD", "AVAILABLE"));
        }
        viewer.leaves().is(204);
    }

    private List<String> seats(Person viewer) {
        return viewer.get("/performances/" + storm.performance() + "/seats")
                .is(200)
                .get("seats")
                .valueStream()
                .map(seat ->
                        seat.get("seatId").asString() + " " + seat.get("status").asString())
                .toList();
    }

    private static void eventually(String what, BooleanSupplier condition)
            throws InterruptedException {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(100);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("not yet: " + what).isLessThan(patience);
            Thread.sleep(50);
        }
    }
}
