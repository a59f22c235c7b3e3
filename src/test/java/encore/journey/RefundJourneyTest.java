package encore.journey;

import encore.testing.Answer;
import encore.testing.OverHttp;
import encore.testing.Person;
import encore.testing.Shop;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import static org.assertj.core.api.Assertions.assertThat;

/** A paid reservation is refunded: by its owner while that is allowed, by the operator always. */
class RefundJourneyTest extends OverHttp {

    private static final Map<String, String> NO_REASON = Map.of();

    /** One whose seats may be given back for half a day. */
    private String refundable() {
        return shop.post(
                        "/performances",
                        Map.of(
                                "title",
                                "Piano Night",
                                "venue",
                                "Blue Note Cellar",
                                "startsAt",
                                tomorrow().toString(),
                                "refundableUntil",
                                tomorrow().minus(Duration.ofHours(12)).toString(),
                                "sections",
                                List.of(Map.of(
                                        "name",
                                        "Floor",
                                        "rows",
                                        1,
                                        "seatsPerRow",
                                        3,
                                        "price",
                                        PRICE))),
                        Map.of("Authorization", Shop.OPERATOR))
                .is(201)
                .text("performanceId");
    }

    private static String refunds(String reservation) {
        return "/reservations/" + reservation + "/refunds";
    }

    private Answer buys(Person person, String seat) {
        person.charges(100_000).is(201);
        return person.pays(person.reserves(seat).is(201).text("reservationId")).is(201);
    }

    private void isGivenBackOnce(Person ann, Answer paid, String seat) {
        var inside = ann.joins();
        assertThat(inside.balance()).isEqualTo(100_000);
        assertThat(inside.get("/reservations/" + paid.text("reservationId"))
                        .is(200)
                        .text("status"))
                .isEqualTo("REFUNDED");
        assertThat(inside.get("/payments/" + paid.text("paymentId")).is(200).json())
                .isEqualTo(paid.json());
        assertThat(stored("PointRefunded", "points:" + ann.name())).isEqualTo(1);
        assertThat(stored("SeatReleased", "seat:" + seat)).isEqualTo(1);
    }

    @Test
    void the_owner_gets_it_back_with_a_token_that_is_used_up() {
        var ann = shop.customer("ann");
        var seat = seat(refundable(), 1);
        var paid = buys(ann, seat);
        var refunds = refunds(paid.text("reservationId"));

        var refund = ann.post(refunds, Map.of("reason", "I am ill")).is(201);

        assertThat(refund.text("reservationId")).isEqualTo(paid.text("reservationId"));
        assertThat(refund.number("amount")).isEqualTo(PRICE);
        assertThat(refund.text("status")).isEqualTo("REFUNDED");
        assertThat(ann.post(refunds, NO_REASON).is(200).json()).isEqualTo(refund.json());
        assertThat(shop.operator("POST", refunds, null).is(200).json()).isEqualTo(refund.json());
        isGivenBackOnce(ann, paid, seat);
    }

    @Test
    void the_operator_refunds_always_and_the_owner_only_where_that_is_allowed() {
        var ann = shop.customer("ann");
        var seat = freeSeat();
        var paid = buys(ann, seat);
        var refunds = refunds(paid.text("reservationId"));
        ann.post(refunds, NO_REASON).isRefused(409, "NOT_REFUNDABLE");

        shop.operator("POST", refunds, Map.of("reason", "As a favour")).is(201);

        isGivenBackOnce(ann, paid, seat);
    }

    @Test
    void the_owner_is_too_late_after_the_last_moment() {
        var ann = shop.customer("ann");
        var paid = buys(ann, seat(refundable(), 1));
        clock.forward(Duration.ofHours(13));
        ann.post(refunds(paid.text("reservationId")), NO_REASON).isRefused(409, "NOT_REFUNDABLE");
    }

    @Test
    void what_is_not_paid_or_not_there_or_not_ones_own_is_not_refunded() {
        var ann = shop.customer("ann");
        var bob = shop.customer("bob");
        var performance = refundable();
        var pending = ann.reserves(seat(performance, 1)).is(201).text("reservationId");
        ann.post(refunds(pending), NO_REASON).isRefused(409, "NOT_REFUNDABLE");
        shop.operator("POST", refunds(pending), null).isRefused(409, "NOT_REFUNDABLE");
        bob.post(refunds(pending), NO_REASON).isRefused(403, "NOT_RESERVATION_OWNER");
        bob.post(refunds("nothing"), NO_REASON).isRefused(404, "RESERVATION_NOT_FOUND");
        shop.post(refunds(pending), NO_REASON, Map.of()).isRefused(401, "TOKEN_REQUIRED");
        shop.post(refunds(pending), NO_REASON, Map.of("Authorization", "Basic eDp5"))
                .isRefused(401, "OPERATOR_REQUIRED");
    }

    @Test
    void one_key_is_one_refund_for_the_owner_and_for_the_operator() {
        for (boolean byOperator : List.of(true, false)) {
            var ann = shop.customer("ann");
            var seat = seat(refundable(), 1);
            var paid = buys(ann, seat);
            var caller = byOperator
                    ? Map.of("Authorization", Shop.OPERATOR)
                    : Map.of("Waiting-Token", ann.token());
            var headers = new HashMap<>(caller);
            headers.put("Idempotency-Key", seat);
            var refunds = refunds(paid.text("reservationId"));
            var first = shop.post(refunds, NO_REASON, headers).is(201);
            // As it is when the process is killed between the commit and the answer.
            jdbc.sql("update idempotency_key set status = null, lease_until = created_at"
                            + " where key = ?")
                    .param(seat)
                    .update();
            var second = shop.post(refunds, NO_REASON, headers).is(201);
            assertThat(second.json()).isEqualTo(first.json());
            assertThat(shop.post(refunds, NO_REASON, headers).is(201).json())
                    .isEqualTo(first.json());
            isGivenBackOnce(ann, paid, seat);
        }
    }

    @Test
    void asked_many_times_at_once_it_is_refunded_once() throws Exception {
        var ann = shop.customer("ann");
        var seat = seat(refundable(), 1);
        var paid = buys(ann, seat);
        var refunds = refunds(paid.text("reservationId"));
        try (var threads = Executors.newFixedThreadPool(8)) {
            var answers = threads.invokeAll(Collections.<Callable<Integer>>nCopies(
                    8, () -> ann.post(refunds, NO_REASON).status()));
            int made = 0;
            for (var answer : answers) {
                made += answer.get() == 201 ? 1 : 0;
                assertThat(answer.get()).isIn(200, 201);
            }
            assertThat(made).isEqualTo(1);
        }
        isGivenBackOnce(ann, paid, seat);
    }
}
