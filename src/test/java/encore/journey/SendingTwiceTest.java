package encore.journey;

import encore.testing.OverHttp;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** The same user, key and request within 24 hours gets the first answer again. */
class SendingTwiceTest extends OverHttp {

    private static final Map<String, String> KEY = Map.of("Idempotency-Key", "k-1");

    @Test
    void a_charge_sent_twice_is_made_once() {
        var ann = shop.customer("ann");
        var first = ann.post("/points/charges", Map.of("amount", 700), KEY).is(201);
        ann.charges(1).is(201);
        var second = ann.post("/points/charges", Map.of("amount", 700), KEY).is(201);
        assertThat(first.header("Idempotent-Replayed")).isNull();
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(ann.balance()).isEqualTo(701);
    }

    @Test
    void a_reservation_sent_twice_is_one() {
        var ann = shop.customer("ann");
        var seat = Map.of("seatId", freeSeat());
        var first = ann.post("/reservations", seat, KEY).is(201);
        var second = ann.post("/reservations", seat, KEY).is(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    }

    @Test
    void a_payment_is_answered_again_although_it_has_ended_its_token() {
        var ann = shop.customer("ann");
        ann.charges(PRICE).is(201);
        var body = Map.of("reservationId", ann.reserves(freeSeat()).is(201).text("reservationId"));
        var first = ann.post("/payments", body, KEY).is(201);
        assertThat(ann.post("/payments", body, KEY).is(201).body()).isEqualTo(first.body());
        assertThat(ann.joins().post("/payments", body, KEY).is(201).body()).isEqualTo(first.body());
    }

    @Test
    void a_refusal_is_kept_too() {
        var ann = shop.customer("ann");
        var body = Map.of("reservationId", ann.reserves(freeSeat()).is(201).text("reservationId"));
        ann.post("/payments", body, KEY).isRefused(402, "INSUFFICIENT_POINTS");
        ann.charges(PRICE).is(201);
        ann.post("/payments", body, KEY).isRefused(402, "INSUFFICIENT_POINTS");
        ann.post("/payments", body, Map.of("Idempotency-Key", "k-2")).is(201);
    }

    @Test
    void another_request_under_the_same_key() {
        var ann = shop.customer("ann");
        ann.post("/points/charges", Map.of("amount", 1), KEY).is(201);
        ann.post("/points/charges", Map.of("amount", 2), KEY)
                .isRefused(422, "IDEMPOTENCY_KEY_REUSED");
        ann.post("/reservations", Map.of("seatId", "none"), KEY)
                .isRefused(422, "IDEMPOTENCY_KEY_REUSED");
        assertThat(ann.balance()).isEqualTo(1);
    }

    @Test
    void a_key_is_its_users_own() {
        shop.customer("ann").post("/points/charges", Map.of("amount", 1), KEY).is(201);
        var bob = shop.customer("bob");
        var first = bob.post("/points/charges", Map.of("amount", 2), KEY).is(201);
        assertThat(first.header("Idempotent-Replayed")).isNull();
    }

    @Test
    void after_a_day_a_key_is_new_again() {
        var ann = shop.customer("ann");
        ann.post("/points/charges", Map.of("amount", 5), KEY).is(201);
        clock.forward(Duration.ofHours(24));
        ann.joins().post("/points/charges", Map.of("amount", 5), KEY).is(201);
        assertThat(ann.balance()).isEqualTo(10);
    }

    @Test
    void while_the_first_one_runs_the_second_is_told_so() {
        var ann = shop.customer("ann");
        ann.charges(PRICE).is(201);
        var body = Map.of("reservationId", ann.reserves(freeSeat()).is(201).text("reservationId"));
        pause("saga-payment");
        var first = CompletableFuture.supplyAsync(() -> ann.post("/payments", body, KEY));
        eventually(() -> jdbc.sql("select count(*) from idempotency_key where user_id = ?")
                        .params(ann.name())
                        .query(Long.class)
                        .single()
                == 1);
        ann.post("/payments", body, KEY).isRefused(409, "REQUEST_IN_PROGRESS");
        resume("saga-payment");
        first.join().is(201);
        ann.post("/payments", body, KEY).is(201);
    }

    @Test
    void a_try_that_died_is_taken_up_under_the_same_ids() {
        var ann = shop.customer("ann");
        ann.post("/points/charges", Map.of("amount", 5), KEY).is(201);
        // As it is when the process is killed between the commit and the answer.
        jdbc.sql("update idempotency_key set status = null where user_id = ?")
                .params(ann.name())
                .update();
        ann.post("/points/charges", Map.of("amount", 5), KEY).isRefused(409, "REQUEST_IN_PROGRESS");
        clock.forward(Duration.ofSeconds(20));
        ann.post("/points/charges", Map.of("amount", 5), KEY).is(201);
        assertThat(ann.balance()).isEqualTo(5);
    }

    @Test
    void many_at_once_are_one() {
        var ann = shop.customer("ann");
        var all = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> ann.post("/points/charges", Map.of("amount", 5), KEY),
                        Thread::startVirtualThread))
                .toList();
        assertThat(all).allSatisfy(answer -> assertThat(answer.join().status()).isIn(201, 409));
        assertThat(ann.balance()).isEqualTo(5);
    }

    @Test
    void a_key_has_a_shape() {
        var ann = shop.customer("ann");
        for (var key : List.of("a b", "x".repeat(256))) {
            ann.post("/points/charges", Map.of("amount", 5), Map.of("Idempotency-Key", key))
                    .isRefused(400, "INVALID_REQUEST");
        }
        ann.post("/points/charges", Map.of("amount", 5), Map.of("Idempotency-Key", "x".repeat(255)))
                .is(201);
    }
}
