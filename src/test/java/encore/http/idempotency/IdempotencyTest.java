package encore.http.idempotency;

import encore.http.NewId;
import encore.testing.Answer;
import encore.testing.OverHttp;
import encore.testing.Person;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Which requests keep their key, how many keys are kept, and for how long. */
class IdempotencyTest extends OverHttp {

    private static final byte[] REQUEST = {1};
    private static final byte[] ANOTHER_REQUEST = {2};

    @LocalServerPort
    private int port;

    @Autowired
    private IdempotencyKeys keys;

    @Autowired
    private TransactionTemplate transactions;

    private Person ann;

    @BeforeEach
    void annComesIn() {
        ann = shop.customer("ann");
    }

    private Answer charges(String body, String key, String... more) {
        return sends("POST", "/points/charges", body, key, more);
    }

    private Answer sends(String method, String path, String body, String key, String... more) {
        var type = more.length == 0 ? "application/json" : more[0];
        return shop.send(
                method,
                "/api/v1" + path,
                body,
                Map.of("Waiting-Token", ann.token(), "Idempotency-Key", key, "Content-Type", type));
    }

    private int kept(Person person) {
        return jdbc.sql("select count(*) from idempotency_key where user_id = ?")
                .param(person.name())
                .query(Integer.class)
                .single();
    }

    private void hasUsed(Person person, int many, Duration ago) {
        jdbc.sql("""
                insert into idempotency_key (user_id, key, request_hash, new_id, created_at,
                       lease_until, status, content_type, body)
                select :user, :ago || '-' || n, '', gen_random_uuid(), :at, :at, 201, 'x', ''
                  from generate_series(1, :many) n
                """)
                .param("user", person.name())
                .param("ago", ago.toString())
                .param("many", many)
                .param("at", Timestamp.from(clock.instant().minus(ago)))
                .update();
    }

    /** The payment has ended the token; and the process was killed before it could answer. */
    @Test
    void a_payment_that_was_never_answered_may_be_sent_again_though_its_token_is_over() {
        ann.charges(PRICE).is(201);
        var body = "{\"reservationId\":\"%s\"}"
                .formatted(ann.reserves(freeSeat()).is(201).text("reservationId"));
        var paid = sends("POST", "/payments", body, "pay").is(201);
        wasNeverAnswered("pay");
        assertThat(sends("POST", "/payments", body, "pay").is(201).text("paymentId"))
                .isEqualTo(paid.text("paymentId"));
        sends("POST", "/payments", body, "another").isRefused(401, "TOKEN_EXPIRED");
    }

    /** It was opened, and is over; and its seat is free, or somebody else's. */
    @Test
    void a_reservation_that_was_never_answered_may_be_sent_again_whatever_became_of_it() {
        var seat = freeSeat();
        var body = "{\"seatId\":\"%s\"}".formatted(seat);
        var opened = sends("POST", "/reservations", body, "k").is(201).text("reservationId");
        ann.cancels(opened).is(204);
        wasNeverAnswered("k");
        var again = sends("POST", "/reservations", body, "k").is(201);
        assertThat(again.text("reservationId")).isEqualTo(opened);
        assertThat(again.text("status")).isEqualTo("CANCELLED");
        assertThat(again.location()).endsWith("/reservations/" + opened);

        shop.customer("ben").reserves(seat).is(201);
        wasNeverAnswered("k");
        assertThat(sends("POST", "/reservations", body, "k").is(201).text("reservationId"))
                .isEqualTo(opened);
    }

    private void wasNeverAnswered(String key) {
        jdbc.sql("update idempotency_key set status = null, body = null, lease_until = created_at"
                        + " where user_id = ? and key = ?")
                .params(ann.name(), key)
                .update();
    }

    @Test
    void a_request_that_was_not_understood_has_not_used_its_key() {
        for (var body : List.of("{", "{\"amount\":\"5\"}", "{\"amount\":0}", "{}", "")) {
            charges(body, "k").isRefused(400, "INVALID_REQUEST");
        }
        charges("{\"amount\":5}", "k", "text/plain").isRefused(415, "UNSUPPORTED_MEDIA_TYPE");
        sends("POST", "/points", "{\"amount\":5}", "k").isRefused(405, "METHOD_NOT_ALLOWED");
        sends("POST", "/nowhere", "{\"amount\":5}", "k").isRefused(404, "NOT_FOUND");
        assertThat(kept(ann)).isZero();
        assertThat(charges("{\"amount\":5}", "k").is(201).header("Idempotent-Replayed"))
                .isNull();
        assertThat(ann.balance()).isEqualTo(5);
    }

    @Test
    void nor_has_one_that_the_gate_turned_away() {
        ann.leaves().is(204);
        charges("{\"amount\":5}", "k").isRefused(401, "TOKEN_EXPIRED");
        ann.joins();
        charges("{\"amount\":7}", "k").is(201);
    }

    @Test
    void what_the_shop_has_decided_is_kept() {
        sends("POST", "/reservations", "{\"seatId\":\"none\"}", "k")
                .isRefused(404, "SEAT_NOT_FOUND");
        assertThat(sends("POST", "/reservations", "{\"seatId\":\"none\"}", "k")
                        .isRefused(404, "SEAT_NOT_FOUND")
                        .header("Idempotent-Replayed"))
                .isEqualTo("true");
        sends("POST", "/reservations", "{\"seatId\":\"other\"}", "k")
                .isRefused(422, "IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void a_request_that_failed_can_go_on_under_its_id_and_no_other_in_its_place() {
        var key = new IdempotencyKeys.Key(ann.name(), "k");
        var first = keys.claim(key, REQUEST, NewId.mint()).orElseThrow();
        keys.release(key);
        assertThat(keys.claim(key, ANOTHER_REQUEST, NewId.mint())).isEmpty();
        var second = keys.claim(key, REQUEST, NewId.mint()).orElseThrow();
        assertThat(first.id().wasTriedBefore()).isFalse();
        assertThat(second.id()).isEqualTo(new NewId(first.id().uuid(), true));
        keys.forget(second);
        assertThat(keys.claim(key, REQUEST, NewId.mint()).orElseThrow().id())
                .as("an earlier try may have done something")
                .isEqualTo(second.id());
    }

    @Test
    void an_answer_too_large_to_keep_is_made_anew() {
        var key = new IdempotencyKeys.Key(ann.name(), "k");
        var first = keys.claim(key, REQUEST, NewId.mint()).orElseThrow();
        keys.keep(
                key,
                new IdempotencyKeys.Answer(
                        201, null, "application/json", new byte[IdempotencyKeys.LARGEST_BODY + 1]));
        assertThat(keys.claim(key, REQUEST, NewId.mint()).orElseThrow().id().uuid())
                .isEqualTo(first.id().uuid());
        keys.keep(
                key,
                new IdempotencyKeys.Answer(
                        201, null, "application/json", new byte[IdempotencyKeys.LARGEST_BODY]));
        assertThat(keys.find(key).orElseThrow().answer()).isPresent();
    }

    @Test
    void two_keys_are_none() throws Exception {
        var request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/api/v1/points/charges"))
                .header("Waiting-Token", ann.token())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "a")
                .header("Idempotency-Key", "b")
                .POST(BodyPublishers.ofString("{\"amount\":5}"))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("INVALID_REQUEST", "Idempotency-Key");
        }
        assertThat(ann.balance()).isZero();
    }

    @Test
    void what_changes_nothing_needs_no_key() {
        charges("{\"amount\":5}", "k").is(201);
        for (int balance : List.of(5, 6)) {
            var looked = sends("GET", "/points", null, "k").is(200);
            assertThat(looked.number("balance")).isEqualTo(balance);
            assertThat(looked.header("Idempotent-Replayed")).isNull();
            ann.charges(1).is(201);
        }
        assertThat(kept(ann)).isEqualTo(1);
    }

    @Test
    void two_tabs_at_once_do_one_thing() {
        var tabs = IntStream.of(5, 7)
                .mapToObj(amount -> CompletableFuture.supplyAsync(
                        () -> charges("{\"amount\":" + amount + "}", "k"),
                        Thread::startVirtualThread))
                .toList();
        var statuses = tabs.stream().map(tab -> tab.join().status()).toList();
        assertThat(statuses).containsOnlyOnce(201).allMatch(List.of(201, 409, 422)::contains);
        assertThat(ann.balance()).isEqualTo(statuses.getFirst() == 201 ? 5 : 7);
    }

    @Test
    void a_user_has_a_thousand_keys_kept_and_no_more() {
        var before = Duration.ofHours(1);
        hasUsed(ann, 999, before);
        charges("{\"amount\":5}", "last").is(201);
        for (int again = 0; again < 2; again++) {
            var wait = Long.parseLong(charges("{\"amount\":5}", "more")
                    .isRefused(429, "TOO_MANY_REQUESTS")
                    .header("Retry-After"));
            assertThat(wait).isBetween(22 * 3_600L, 23 * 3_600L + 1);
        }
        charges("{\"amount\":5}", "last").is(201);
        assertThat(kept(ann)).isEqualTo(1_000);
        assertThat(ann.balance()).isEqualTo(5);
        var bob = shop.customer("bob");
        bob.post("/points/charges", Map.of("amount", 5), Map.of("Idempotency-Key", "k"))
                .is(201);

        clock.forward(IdempotencyKeys.KEPT_FOR.minus(before));
        ann.joins();
        charges("{\"amount\":5}", "more").is(201);
    }

    @Test
    void what_had_begun_goes_on_however_many_there_are() {
        charges("{\"amount\":5}", "begun").is(201);
        hasUsed(ann, 999, Duration.ofHours(1));
        charges("{\"amount\":5}", "more").isRefused(429, "TOO_MANY_REQUESTS");
        // As it is when the process is killed between the commit and the answer.
        jdbc.sql("update idempotency_key set status = null, lease_until = created_at"
                        + " where user_id = ? and key = 'begun'")
                .param(ann.name())
                .update();
        charges("{\"amount\":5}", "begun").is(201);
        assertThat(ann.balance()).isEqualTo(5);
    }

    @Test
    void of_many_at_once_none_is_too_many() {
        hasUsed(ann, 990, Duration.ofHours(1));
        var charging = IntStream.range(0, 40)
                .mapToObj(n -> CompletableFuture.supplyAsync(
                        () -> charges("{\"amount\":1}", "k" + n), Thread::startVirtualThread))
                .toList();
        var answers = charging.stream().map(CompletableFuture::join).toList();
        int done =
                (int) answers.stream().filter(answer -> answer.status() == 201).count();
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(201, 429));
        assertThat(kept(ann)).isEqualTo(990 + done).isLessThanOrEqualTo(1_000);
        assertThat(ann.balance()).isEqualTo(done);
    }

    @Test
    void old_ones_are_deleted_a_few_at_a_time() {
        hasUsed(ann, 1_200, IdempotencyKeys.KEPT_FOR);
        hasUsed(ann, 7, IdempotencyKeys.KEPT_FOR.minusMinutes(1));
        jdbc.sql("create table slice (size bigint)").update();
        jdbc.sql("create function slice() returns trigger language plpgsql as $$ begin"
                        + " insert into slice select count(*) from gone; return null; end $$")
                .update();
        jdbc.sql("create trigger slice after delete on idempotency_key referencing old table"
                        + " as gone for each statement execute function slice()")
                .update();
        try {
            keys.forgetOldOnes();
            assertThat(kept(ann)).isEqualTo(7);
            assertThat(jdbc.sql("select size from slice").query(Integer.class).list())
                    .hasSizeGreaterThanOrEqualTo(3)
                    .allMatch(size -> size <= 500);
        } finally {
            jdbc.sql("drop trigger slice on idempotency_key").update();
            jdbc.sql("drop function slice").update();
            jdbc.sql("drop table slice").update();
        }
    }

    @Test
    void what_another_node_has_in_hand_is_left_to_it() {
        hasUsed(ann, 3, IdempotencyKeys.KEPT_FOR);
        transactions.executeWithoutResult(inHand -> {
            jdbc.sql("select from idempotency_key where user_id = ? limit 2 for update")
                    .param(ann.name())
                    .query()
                    .listOfRows();
            CompletableFuture.runAsync(keys::forgetOldOnes).join();
            assertThat(kept(ann)).isEqualTo(2);
        });
        keys.forgetOldOnes();
        assertThat(kept(ann)).isZero();
    }
}
