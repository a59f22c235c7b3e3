package encore.audit;

import encore.testing.Person;
import encore.testing.Shop;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;

/** Auditing the whole ledger, as the operator sees it. */
@TestPropertySource(properties = "a.store.of.its.own=AuditTest")
@DirtiesContext
class AuditTest extends AuditOverHttp {

    /** Everything that points and seats can go through. */
    private void somethingHappens() {
        var performance = performance(6);
        var ann = shop.customer("ann");
        ann.charges(3 * PRICE).is(201);
        ann.cancels(ann.reserves(seat(performance, 1)).text("reservationId")).is(204);
        ann.pays(ann.reserves(seat(performance, 2)).text("reservationId")).is(201);
        var bob = shop.customer("bob");
        bob.pays(bob.reserves(seat(performance, 3)).text("reservationId"))
                .isRefused(402, "INSUFFICIENT_POINTS");
        bob.charges(PRICE).is(201);
        var carol = shop.customer("carol");
        losesTheSeatWhilePaying(bob, carol, seat(performance, 4));
        carol.leaves().is(204);
        buysTwoAtTheSecondTry(shop.customer("dan"), seat(performance, 5), seat(performance, 6));
    }

    private static void buysTwoAtTheSecondTry(Person person, String... seats) {
        var reservation = person.post("/reservations", Map.of("seatIds", seats))
                .is(201)
                .text("reservationId");
        person.charges(PRICE).is(201);
        person.pays(reservation).isRefused(402, "INSUFFICIENT_POINTS");
        person.charges(PRICE).is(201);
        person.pays(reservation).is(201);
    }

    private void losesTheSeatWhilePaying(Person payer, Person other, String seat) {
        var reservation = payer.reserves(seat).is(201).text("reservationId");
        pause("saga-payment");
        var paying = CompletableFuture.supplyAsync(() -> payer.pays(reservation));
        eventually(() -> stored("PaymentRequested", "reservation:" + reservation) == 1);
        clock.forward(Duration.ofMinutes(5));
        other.reserves(seat).is(201);
        resume("saga-payment");
        paying.join().isRefused(409, "HOLD_LOST");
    }

    @Test
    void a_healthy_shop_is_intact_and_every_point_accounted_for() {
        somethingHappens();
        var audit = audit(null);

        assertThat(violations(audit)).isEmpty();
        assertThat(audit.get("intact").asBoolean()).isTrue();
        assertThat(audit.number("violationsFound")).isZero();
        assertThat(audit.get("foundByRule").isEmpty()).isTrue();
        var totals = audit.get("totals");
        assertThat(totals.get("accounts").asLong()).isEqualTo(3);
        assertThat(totals.get("charged").asLong()).isEqualTo(6 * PRICE);
        assertThat(totals.get("deducted").asLong()).isEqualTo(4 * PRICE);
        assertThat(totals.get("refunded").asLong()).isEqualTo(PRICE);
        assertThat(totals.get("onAccount").asLong()).isEqualTo(3 * PRICE);
        assertThat(totals.get("seatsSold").asLong()).isEqualTo(3);
        assertThat(totals.get("payments").asLong()).isEqualTo(5);
        assertThat(totals.get("paid").asLong()).isEqualTo(2);
        assertThat(totals.get("rejected").asLong()).isEqualTo(3);
        assertThat(totals.get("reservationsRefunded").asLong()).isZero();
        assertThat(totals.get("inFlight").asLong()).isZero();
        assertThat(totals.get("events").asLong()).isBetween(30L, head());
        var progress = audit.get("progress");
        assertThat(progress.get("events")).isEqualTo(progress.get("total"));
        assertThat(progress.get("secondsLeft").asLong()).isZero();
        assertThat(audit.text("startedAt")).isLessThanOrEqualTo(audit.text("endedAt"));
    }

    @Test
    void an_audit_that_lost_its_process_was_interrupted_and_another_may_begin() {
        jdbc.sql("insert into audit values ('lost', 'RUNNING', now(), null, 'READING_EVENTS',"
                        + " 5, 10, 5, 0, null)")
                .update();
        var lost = look("/audits/lost");
        assertThat(lost.text("state")).isEqualTo("INTERRUPTED");
        assertThat(lost.get("intact").isNull()).isTrue();
        assertThat(lost.get("progress").get("secondsLeft").asLong()).isEqualTo(1);

        audit(null);
        assertThat(look("/audits/lost").get("endedAt").isNull()).isFalse();
    }

    @Test
    void an_unknown_audit_is_not_found() {
        shop.operator("GET", "/audits/no-such-audit", null).isRefused(404, "AUDIT_NOT_FOUND");
    }

    @Test
    void it_is_for_the_operator() {
        var nobody = Map.<String, String>of();
        shop.post("/audits", Map.of(), nobody).isRefused(401, "OPERATOR_REQUIRED");
        shop.get("/audits/any", nobody).isRefused(401, "OPERATOR_REQUIRED");
        shop.get("/audit/seals/newest", nobody).isRefused(401, "OPERATOR_REQUIRED");
        shop.customer("ann")
                .get("/audits/any", Map.of("Authorization", "Basic b3BlcmF0b3I6eA=="))
                .isRefused(401, "OPERATOR_REQUIRED");
    }

    @Test
    void what_is_brought_along_must_make_sense() {
        for (var body : new String[] {
            "{",
            "[]",
            "{\"seel\":1}",
            "{\"seal\":{}}",
            "{\"seal\":{\"number\":1,\"digest\":\"abc\"}}",
            "{\"capacity\":0}",
            "{\"seal\":{\"number\":0,\"digest\":\"" + "0".repeat(64) + "\"}}"
        }) {
            shop.send("POST", "/api/v1/audits", body, Map.of("Authorization", Shop.OPERATOR))
                    .isRefused(400, "INVALID_REQUEST");
        }
    }
}
