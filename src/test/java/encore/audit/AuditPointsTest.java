package encore.audit;

import encore.testing.Answer;
import encore.testing.OverHttp;
import encore.testing.Person;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** A point account as its own events tell it. A database of its own, for it is tampered with. */
@TestPropertySource(properties = "encore.waiting.active-for=61m")
class AuditPointsTest extends OverHttp {

    private Answer audit(String user, String query) {
        return shop.operator("GET", "/audit/points/" + user + query, null).is(200);
    }

    private static List<JsonNode> lines(Answer audit) {
        return audit.get("lines").values().stream().toList();
    }

    private static String stream(Person person) {
        return "points:" + person.name();
    }

    /** Changes a stored event behind the application's back; answers with the event's id. */
    private String change(Person person, int sequence, String json) {
        return jdbc.sql("""
                update domain_event_entry set payload = ?
                 where aggregate_identifier = ? and sequence_number = ?
                returning event_identifier
                """)
                .params(json.getBytes(StandardCharsets.UTF_8), stream(person), sequence)
                .query(String.class)
                .single();
    }

    private static void differs(
            Answer audit, String where, String what, String expected, String found) {
        assertThat(audit.get("consistent").asBoolean()).as(audit.body()).isFalse();
        var difference = audit.get("difference");
        assertThat(difference.get("where").asString()).isEqualTo(where);
        assertThat(difference.get("what").asString()).as(audit.body()).isEqualTo(what);
        assertThat(difference.get("expected").asString()).isEqualTo(expected);
        assertThat(difference.get("found").asString()).isEqualTo(found);
    }

    private Person withThreeCharges() {
        var ann = shop.customer("ann");
        ann.charges(100).is(201);
        ann.charges(20).is(201);
        ann.charges(3).is(201);
        return ann;
    }

    @Test
    void every_line_with_what_was_paid_for() {
        var ann = shop.customer("ann");
        ann.charges(PRICE - 1).is(201);
        var seat = freeSeat();
        var reservation = ann.reserves(seat).is(201).text("reservationId");
        ann.pays(reservation).isRefused(402, "INSUFFICIENT_POINTS");
        ann.charges(11).is(201);
        var payment = ann.pays(reservation).is(201).text("paymentId");

        var audit = audit(ann.name(), "");
        assertThat(audit.text("userId")).isEqualTo(ann.name());
        assertThat(audit.number("balance")).isEqualTo(10);
        assertThat(audit.get("consistent").asBoolean()).as(audit.body()).isTrue();
        assertThat(audit.get("difference").isNull()).isTrue();
        assertThat(audit.get("next").isNull()).isTrue();
        assertThat(lines(audit))
                .extracting(line -> line.get("type").asString() + " "
                        + line.get("balanceBefore") + " " + line.get("amount") + " "
                        + line.get("balanceAfter"))
                .containsExactly(
                        "CHARGE 0 44999 44999",
                        "DECLINED 44999 45000 44999",
                        "CHARGE 44999 11 45010",
                        "DEDUCTION 45010 45000 10");
        var deduction = lines(audit).getLast();
        assertThat(deduction.get("reference").asString()).isEqualTo(payment);
        assertThat(deduction.get("reservationId").asString()).isEqualTo(reservation);
        assertThat(deduction.get("seatId").asString()).isEqualTo(seat);
        assertThat(lines(audit).getFirst().get("seatIds").isEmpty()).isTrue();
        assertThat(deduction.get("sequence").asInt()).isEqualTo(3);
        assertThat(deduction.get("at").asString()).endsWith("Z");
        assertThat(deduction.get("eventId").asString())
                .isEqualTo(change(
                        ann,
                        3,
                        "{\"user\":\"%s\",\"payment\":\"%s\",\"amount\":45000,\"balance\":10}"
                                .formatted(ann.name(), payment)));
        assertThat(lines(audit).get(1).get("reservationId").asString()).isEqualTo(reservation);
        assertThat(lines(audit).getFirst().get("reservationId").isNull()).isTrue();
        assertThat(lines(audit).getFirst().get("seatId").isNull()).isTrue();
    }

    @Test
    void a_refund_is_told_with_what_had_been_paid_for() {
        var ann = shop.customer("ann");
        ann.charges(PRICE).is(201);
        var seat = freeSeat();
        var reservation = ann.reserves(seat).is(201).text("reservationId");
        var payment = ann.pays(reservation).is(201).text("paymentId");
        plant(
                ann,
                2,
                "PointRefunded",
                "{\"user\":\"%s\",\"payment\":\"%s\",\"amount\":45000,\"balance\":45000}"
                        .formatted(ann.name(), payment));
        var audit = audit(ann.name(), "");
        assertThat(audit.get("consistent").asBoolean()).as(audit.body()).isTrue();
        assertThat(audit.number("balance")).isEqualTo(PRICE);
        var refund = lines(audit).getLast();
        assertThat(refund.get("type").asString()).isEqualTo("REFUND");
        assertThat(refund.get("reservationId").asString()).isEqualTo(reservation);
        assertThat(refund.get("seatId").asString()).isEqualTo(seat);
    }

    @Test
    void a_line_names_all_seats_of_the_order() {
        var ann = shop.customer("ann");
        ann.charges(2 * PRICE).is(201);
        var both = seats(performance(2), 2);
        var reservation =
                ann.post("/reservations", Map.of("seatIds", both)).is(201).text("reservationId");
        ann.pays(reservation).is(201);
        var deduction = lines(audit(ann.name(), "")).getLast();
        assertThat(deduction.get("reservationId").asString()).isEqualTo(reservation);
        assertThat(deduction.get("seatIds").values())
                .extracting(JsonNode::asString)
                .containsExactlyInAnyOrderElementsOf(both);
    }

    private void plant(Person person, int sequence, String type, String json) {
        jdbc.sql("""
                insert into domain_event_entry (aggregate_identifier, sequence_number, type,
                       event_identifier, payload_type, time_stamp, payload, meta_data)
                values (?, ?, 'PointAccount', ?, ?, ?, ?, '{}')
                """)
                .params(
                        stream(person),
                        sequence,
                        "planted-" + person.name() + "-" + sequence,
                        type,
                        clock.instant().toString(),
                        json.getBytes(StandardCharsets.UTF_8))
                .update();
    }

    @Test
    void up_to_an_instant() {
        var ann = shop.customer("ann");
        ann.charges(100).is(201);
        var before = clock.instant();
        clock.forward(Duration.ofMinutes(1));
        ann.charges(20).is(201);
        var audit = audit(ann.name(), "?at=" + before);
        assertThat(audit.text("at")).isEqualTo(before.toString());
        assertThat(audit.number("balance")).isEqualTo(100);
        assertThat(audit.get("consistent").asBoolean()).isTrue();
        assertThat(lines(audit)).hasSize(1);
        assertThat(audit(ann.name(), "").number("balance")).isEqualTo(120);
        assertThat(lines(audit(ann.name(), "?at=2020-01-01T00:00:00Z"))).isEmpty();
    }

    @Test
    void somebody_who_never_had_points() {
        var audit = audit("nobody@example.com", "");
        assertThat(audit.number("balance")).isZero();
        assertThat(audit.get("consistent").asBoolean()).isTrue();
        assertThat(lines(audit)).isEmpty();
    }

    @Test
    void page_by_page_and_each_page_is_told_of_all() {
        var ann = withThreeCharges();
        change(
                ann,
                2,
                "{\"user\":\"%s\",\"charge\":\"c\",\"amount\":3,\"balance\":999}"
                        .formatted(ann.name()));
        var sequences = new ArrayList<Integer>();
        var query = "?limit=2";
        while (query != null) {
            var page = audit(ann.name(), query);
            differs(page, "event", "BALANCE", "123", "999");
            assertThat(page.number("balance")).isEqualTo(123);
            lines(page).forEach(line -> sequences.add(line.get("sequence").asInt()));
            query = page.get("next").isNull()
                    ? null
                    : "?limit=2&after=" + page.get("next").asString();
        }
        assertThat(sequences).containsExactly(0, 1, 2);
    }

    @Test
    void an_amount_that_was_changed_is_named() {
        var ann = withThreeCharges();
        var event = change(
                ann,
                1,
                "{\"user\":\"%s\",\"charge\":\"c\",\"amount\":21,\"balance\":120}"
                        .formatted(ann.name()));
        var audit = audit(ann.name(), "");
        differs(audit, "event", "BALANCE", "121", "120");
        assertThat(audit.get("difference").get("eventId").asString()).isEqualTo(event);
        assertThat(audit.get("difference").get("sequence").asInt()).isEqualTo(1);
        var wrong = lines(audit).get(1);
        assertThat(wrong.get("balanceAfter").asInt()).isEqualTo(121);
        assertThat(wrong.get("recordedBalance").asInt()).isEqualTo(120);
        assertThat(audit(ann.name(), "?at=" + clock.instant()).get("consistent").asBoolean())
                .isFalse();
    }

    @Test
    void an_event_that_was_dropped_leaves_a_gap() {
        var ann = withThreeCharges();
        jdbc.sql("delete from domain_event_entry where aggregate_identifier = ?"
                        + " and sequence_number = 1")
                .param(stream(ann))
                .update();
        differs(audit(ann.name(), ""), "event", "SEQUENCE", "1", "2");
    }

    @Test
    void the_newest_event_dropped_shows_in_the_read_model() {
        var ann = withThreeCharges();
        written();
        jdbc.sql("delete from domain_event_entry where aggregate_identifier = ?"
                        + " and sequence_number = 2")
                .param(stream(ann))
                .update();
        differs(audit(ann.name(), ""), "read model", "BALANCE", "120", "123");
    }

    @Test
    void a_read_model_that_was_changed_is_named() {
        var ann = withThreeCharges();
        written();
        jdbc.sql("update point_balance set balance = 1000000 where user_id = ?")
                .param(ann.name())
                .update();
        views.mended("projection-balance", jdbc);
        views.lookAtTables();
        var audit = audit(ann.name(), "");
        differs(audit, "read model", "BALANCE", "123", "1000000");
        assertThat(audit.get("difference").get("eventId").isNull()).isTrue();
        assertThat(audit.number("balance")).isEqualTo(123);
        assertThat(audit(ann.name(), "?at=" + clock.instant()).get("consistent").asBoolean())
                .as("what was then is compared with events only")
                .isTrue();
    }

    @Test
    void a_read_model_that_lags_is_not_called_wrong() {
        var ann = withThreeCharges();
        pause("projection-balance");
        try {
            // Its tables are asked, for they have not taken in all events.
            leaveToItsTables("projection-balance");
            plant(
                    ann,
                    3,
                    "PointCharged",
                    "{\"user\":\"%s\",\"charge\":\"p\",\"amount\":1,\"balance\":124}"
                            .formatted(ann.name()));
            differs(audit(ann.name(), ""), "read model", "LATE", "124", "123");
        } finally {
            jdbc.sql("delete from dead_letter").update();
            resume("projection-balance");
        }
        eventually(() -> ann.balance() == 124);
        assertThat(audit(ann.name(), "").get("consistent").asBoolean()).isTrue();
    }

    @Test
    void somebody_elses_event_and_one_that_cannot_be_read() {
        var ann = withThreeCharges();
        change(ann, 1, "{\"user\":\"eve\",\"charge\":\"c\",\"amount\":20,\"balance\":120}");
        differs(audit(ann.name(), ""), "event", "ACCOUNT", ann.name(), "eve");
        for (var broken : List.of(
                "{\"user\":",
                "{}",
                "[]",
                "{\"user\":\"%s\",\"amount\":20}".formatted(ann.name()))) {
            change(ann, 1, broken);
            var audit = audit(ann.name(), "");
            assertThat(audit.get("difference").get("what").asString()).isEqualTo("UNREADABLE");
            assertThat(audit.number("balance")).isEqualTo(100);
            assertThat(lines(audit)).hasSize(1);
        }
    }

    @Test
    void more_taken_than_there_was() {
        var ann = withThreeCharges();
        plant(
                ann,
                3,
                "PointDeducted",
                "{\"user\":\"%s\",\"payment\":\"none\",\"amount\":124,\"balance\":-1}"
                        .formatted(ann.name()));
        var audit = audit(ann.name(), "");
        differs(audit, "event", "NEGATIVE_BALANCE", "0", "-1");
        assertThat(lines(audit).getLast().get("reservationId").isNull()).isTrue();
    }

    @Test
    void while_somebody_goes_on_charging_nothing_is_called_wrong() throws Exception {
        var ann = shop.customer("ann");
        var charging = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 100; i++) {
                ann.charges(1).is(201);
            }
        });
        int audits = 0;
        while (charging.isAlive()) {
            var audit = audit(ann.name(), "");
            assertThat(audit.get("consistent").asBoolean()).as(audit.body()).isTrue();
            audits++;
        }
        assertThat(audits).isPositive();
        charging.join();
        assertThat(audit(ann.name(), "").number("balance")).isEqualTo(100);
    }
}
