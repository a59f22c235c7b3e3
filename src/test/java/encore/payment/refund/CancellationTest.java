package encore.payment.refund;

import encore.testing.Answer;
import encore.testing.OverHttp;
import encore.testing.Shop;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** A performance is cancelled, and whoever has paid for it gets it back once. */
class CancellationTest extends OverHttp {

    private static final Map<String, String> REASON = Map.of("reason", "The pianist is ill");

    private static String cancellation(String performance) {
        return "/performances/" + performance + "/cancellation";
    }

    private Answer cancels(String performance) {
        var answer = shop.operator("POST", cancellation(performance), REASON).is(202);
        assertThat(answer.location()).isEqualTo(cancellation(performance));
        return answer;
    }

    private Answer isCompleted(String performance) {
        eventually(() -> shop.operator("GET", cancellation(performance), null)
                .is(200)
                .text("state")
                .equals("COMPLETED"));
        return shop.operator("GET", cancellation(performance), null);
    }

    @Test
    void every_buyer_is_refunded_and_it_is_said_how_far_that_is() {
        var performance = performance(3);
        var ann = shop.customer("ann");
        var bob = shop.customer("bob");
        ann.charges(PRICE).is(201);
        bob.charges(PRICE).is(201);
        var paid = ann.reserves(seat(performance, 1)).is(201).text("reservationId");
        ann.pays(paid).is(201);
        var pending = bob.reserves(seat(performance, 2)).is(201).text("reservationId");

        cancels(performance);

        bob.pays(pending).isRefused(409, "PERFORMANCE_CANCELLED");
        bob.reserves(seat(performance, 3)).isRefused(409, "PERFORMANCE_CANCELLED");
        var ended = isCompleted(performance);
        assertThat(ended.number("refundsDone")).isEqualTo(1);
        assertThat(ended.number("refundsTotal")).isEqualTo(1);
        assertThat(ended.get("failed").isEmpty()).isTrue();
        assertThat(ended.text("by")).isEqualTo("operator");
        assertThat(ended.text("reason")).isEqualTo("The pianist is ill");
        assertThat(ann.get("/reservations/" + paid).is(200).text("status")).isEqualTo("REFUNDED");
        assertThat(ann.joins().balance()).isEqualTo(PRICE);
        assertThat(bob.balance()).isEqualTo(PRICE);
        shop.operator("POST", cancellation(performance), REASON)
                .isRefused(409, "PERFORMANCE_CANCELLED");
    }

    @Test
    void what_is_not_cancelled_or_not_there_is_told_apart() {
        var performance = performance(1);
        shop.operator("GET", cancellation(performance), null)
                .isRefused(404, "PERFORMANCE_NOT_CANCELLED");
        shop.operator("GET", cancellation("nothing"), null).isRefused(404, "PERFORMANCE_NOT_FOUND");
        shop.operator("POST", cancellation("nothing"), REASON)
                .isRefused(404, "PERFORMANCE_NOT_FOUND");
        shop.operator("POST", cancellation(performance), Map.of())
                .isRefused(400, "INVALID_REQUEST");
        shop.post(cancellation(performance), REASON, Map.of()).isRefused(401, "OPERATOR_REQUIRED");
    }

    @Test
    void one_key_cancels_once_though_the_first_answer_was_lost() {
        var performance = performance(1);
        var headers = Map.of("Authorization", Shop.OPERATOR, "Idempotency-Key", performance);
        shop.post(cancellation(performance), REASON, headers).is(202);
        // As it is when the process is killed between the commit and the answer.
        jdbc.sql("update idempotency_key set status = null, lease_until = created_at"
                        + " where key = ?")
                .param(performance)
                .update();
        shop.post(cancellation(performance), REASON, headers).is(202);
        assertThat(stored("PerformanceCancelled", "performance:" + performance)).isEqualTo(1);
    }

    @Test
    void a_payment_under_way_ends_first_and_is_refunded_then() {
        var performance = performance(1);
        var ann = shop.customer("ann");
        ann.charges(PRICE).is(201);
        var reservation = ann.reserves(seat(performance, 1)).is(201).text("reservationId");
        pause("saga-payment");
        try {
            var paying = CompletableFuture.supplyAsync(() -> ann.pays(reservation));
            eventually(() -> stored("PaymentRequested", "reservation:" + reservation) == 1);
            cancels(performance);
            written();
            var running = shop.operator("GET", cancellation(performance), null).is(200);
            assertThat(running.text("state")).isEqualTo("RUNNING");
            assertThat(running.number("paymentsUnderWay")).isEqualTo(1);
            paying.join();
        } finally {
            resume("saga-payment");
        }
        assertThat(isCompleted(performance).number("refundsDone")).isEqualTo(1);
        assertThat(ann.joins().balance()).isEqualTo(PRICE);
    }

    @Test
    void one_that_fails_harms_no_other_and_is_told_until_it_is_over() {
        var performance = performance(150);
        Buyers.plant(jdbc, performance, 150, 150, 100, tomorrow());
        written();
        var nobodys = "nobodys-" + performance;
        jdbc.sql("""
                insert into reservation (reservation_id, user_id, performance_id, seats, price,
                       status, hold_expires_at)
                select ?, user_id, performance_id, seats, price, status, hold_expires_at
                  from reservation where performance_id = ? limit 1
                """).params(nobodys, performance).update();
        cancels(performance);
        eventually(() ->
                shop.operator("GET", cancellation(performance), null).number("refundsDone") == 150);
        eventually(() -> !shop.operator("GET", cancellation(performance), null)
                .get("failed")
                .isEmpty());
        var running = shop.operator("GET", cancellation(performance), null);
        assertThat(running.text("state")).isEqualTo("RUNNING");
        assertThat(running.number("refundsTotal")).isEqualTo(151);
        assertThat(running.get("failed").get(0).get("reservationId").asString()).isEqualTo(nobodys);

        jdbc.sql("delete from reservation where reservation_id = ?")
                .param(nobodys)
                .update();
        eventually(() -> isCompleted(performance).get("failed").isEmpty());
    }

    @Test
    void several_hundred_get_back_what_they_had_to_the_point() {
        var performance = performance(600);
        Buyers.plant(jdbc, performance, 600, 600, 100, tomorrow());
        written();
        cancels(performance);
        assertThat(isCompleted(performance).number("refundsDone")).isEqualTo(600);
        written();
        var ledger = jdbc.sql("select user_id, balance from point_balance where user_id like ?")
                .param("buyer-" + performance + "-%")
                .query((row, n) -> Map.entry(row.getString(1), row.getLong(2)))
                .list();
        assertThat(ledger)
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 600)
                        .mapToObj(n -> Map.entry(Buyers.name(performance, n), 1_000L + n))
                        .toList());
    }
}
