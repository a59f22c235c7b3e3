package encore.journey;

import encore.testing.Answer;
import encore.testing.OverHttp;
import encore.testing.Person;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;

/** Diagram "결제" (pay), branch by branch. */
class PayJourneyTest extends OverHttp {

    @Test
    void points_for_a_seat_and_the_token_is_used_up() {
        var ann = shop.customer("ann");
        var seat = freeSeat();
        var reservation = ann.reserves(seat).is(201).text("reservationId");
        ann.charges(100_000).is(201);

        var paid = ann.pays(reservation).is(201);

        assertThat(paid.text("status")).isEqualTo("PAID");
        assertThat(paid.text("reservationId")).isEqualTo(reservation);
        assertThat(paid.text("userId")).isEqualTo(ann.name());
        assertThat(paid.number("amount")).isEqualTo(PRICE);
        assertThat(paid.number("balance")).isEqualTo(55_000);
        assertThat(paid.get("reason").isNull()).isTrue();
        assertThat(paid.header("Location")).isEqualTo("/api/v1/payments/" + paid.text("paymentId"));
        ann.get("/points").isRefused(401, "TOKEN_EXPIRED");
        assertThat(ann.looks().is(200).text("status")).isEqualTo("EXPIRED");

        var annAgain = ann.joins();
        assertThat(annAgain.get("/reservations/" + reservation).is(200).text("status"))
                .isEqualTo("PAID");
        assertThat(annAgain.balance()).isEqualTo(55_000);
        assertThat(statusOf(annAgain, seat)).isEqualTo("SOLD");
        assertThat(annAgain.get("/points/history")
                        .is(200)
                        .get("entries")
                        .get(0)
                        .get("reference")
                        .asString())
                .isEqualTo(paid.text("paymentId"));
        assertThat(annAgain.get("/payments/" + paid.text("paymentId")).is(200).json())
                .isEqualTo(paid.json());
    }

    @Test
    void without_a_token_nobody_pays() {
        var ann = shop.customer("ann");
        var reservation = ann.reserves(freeSeat()).is(201).text("reservationId");
        shop.post("/payments", Map.of("reservationId", reservation), Map.of())
                .isRefused(401, "TOKEN_REQUIRED");
    }

    @Test
    void a_cancelled_reservation_is_not_payable() {
        var ann = shop.customer("ann");
        var reservation = ann.reserves(freeSeat()).is(201).text("reservationId");
        ann.charges(100_000).is(201);
        ann.cancels(reservation).is(204);
        ann.pays(reservation).isRefused(409, "RESERVATION_CANCELLED");
        assertThat(ann.balance()).isEqualTo(100_000);
    }

    @Test
    void an_expired_reservation_is_not_payable() {
        var ann = shop.customer("ann");
        var reservation = ann.reserves(freeSeat()).is(201).text("reservationId");
        ann.charges(100_000).is(201);
        clock.forward(Duration.ofMinutes(5));
        ann.pays(reservation).isRefused(409, "RESERVATION_CANCELLED");
        eventually(() -> ann.get("/reservations/" + reservation).text("status").equals("EXPIRED"));
        ann.pays(reservation).isRefused(409, "RESERVATION_CANCELLED");
    }

    @Test
    void a_paid_reservation_is_not_paid_again() {
        var ann = shop.customer("ann");
        var reservation = ann.reserves(freeSeat()).is(201).text("reservationId");
        ann.charges(100_000).is(201);
        ann.pays(reservation).is(201);
        ann.joins().pays(reservation).isRefused(409, "RESERVATION_PAID");
        assertThat(ann.balance()).isEqualTo(55_000);
    }

    @Test
    void somebody_elses_reservation_is_not_paid() {
        var ann = shop.customer("ann");
        var bob = shop.customer("bob");
        var reservation = ann.reserves(freeSeat()).is(201).text("reservationId");
        bob.charges(100_000).is(201);
        bob.pays(reservation).isRefused(403, "NOT_RESERVATION_OWNER");
        assertThat(bob.balance()).isEqualTo(100_000);
    }

    @Test
    void an_unknown_reservation_is_not_paid() {
        shop.customer("ann").pays("no-such-reservation").isRefused(404, "RESERVATION_NOT_FOUND");
    }

    @Test
    void too_few_points_and_the_reservation_can_still_be_paid() {
        var ann = shop.customer("ann");
        var seat = freeSeat();
        var reservation = ann.reserves(seat).is(201).text("reservationId");
        ann.charges(PRICE - 1).is(201);

        var refused = ann.pays(reservation).isRefused(402, "INSUFFICIENT_POINTS");
        assertThat(refused.number("balance")).isEqualTo(PRICE - 1);
        assertThat(refused.number("required")).isEqualTo(PRICE);
        assertThat(ann.balance()).isEqualTo(PRICE - 1);
        assertThat(statusOf(ann, seat)).isEqualTo("HELD");

        ann.charges(1).is(201);
        assertThat(ann.pays(reservation).is(201).number("balance")).isZero();
    }

    @Test
    void the_seat_went_to_somebody_else_while_paying() {
        var ann = shop.customer("ann");
        var bob = shop.customer("bob");
        var seat = freeSeat();
        var reservation = ann.reserves(seat).is(201).text("reservationId");
        ann.charges(100_000).is(201);

        var paying = beginsToPay(ann, reservation);
        clock.forward(Duration.ofMinutes(5));
        bob.reserves(seat).is(201);
        resume("saga-payment");

        paying.join().isRefused(409, "HOLD_LOST");
        assertThat(ann.balance()).isEqualTo(100_000);
        assertThat(types(ann)).containsExactly("REFUND", "DEDUCTION", "CHARGE");
        assertThat(ann.get("/reservations/" + reservation).text("status")).isEqualTo("EXPIRED");
        assertThat(statusOf(bob, seat)).isEqualTo("HELD");
    }

    @Test
    void a_hold_that_lapses_while_paying_is_still_good_when_nobody_took_the_seat() {
        var ann = shop.customer("ann");
        var reservation = ann.reserves(freeSeat()).is(201).text("reservationId");
        ann.charges(100_000).is(201);

        var paying = beginsToPay(ann, reservation);
        clock.forward(Duration.ofMinutes(5));
        resume("saga-payment");

        paying.join().is(201);
    }

    @Test
    void what_takes_longer_is_accepted_and_can_be_asked_for_with_the_next_token() {
        var ann = shop.customer("ann");
        var reservation = ann.reserves(freeSeat()).is(201).text("reservationId");
        ann.charges(100_000).is(201);

        pause("saga-payment");
        var accepted = ann.pays(reservation).is(202);
        var payment = accepted.header("Location").replace("/api/v1", "");
        assertThat(accepted.text("status")).isEqualTo("PENDING");
        assertThat(ann.get(payment).is(200).text("status")).isEqualTo("PENDING");
        resume("saga-payment");

        eventually(() -> ann.get(payment).is(200).text("status").equals("PAID"));
        eventually(() -> ann.looks().text("status").equals("EXPIRED"));
        assertThat(ann.joins().get(payment).is(200).text("status")).isEqualTo("PAID");
        shop.customer("bob").get(payment).isRefused(404, "PAYMENT_NOT_FOUND");
    }

    @Test
    void paying_twice_at_once_is_one_payment() {
        var ann = shop.customer("ann");
        var reservation = ann.reserves(freeSeat()).is(201).text("reservationId");
        ann.charges(100_000).is(201);

        var first = beginsToPay(ann, reservation);
        var second = CompletableFuture.supplyAsync(() -> ann.pays(reservation));
        ann.cancels(reservation).isRefused(409, "RESERVATION_PAID");
        resume("saga-payment");

        assertThat(first.join().is(201).text("paymentId"))
                .isEqualTo(second.join().is(201).text("paymentId"));
        assertThat(stored("PointDeducted", "points:" + ann.name())).isEqualTo(1);
    }

    @Test
    void a_payment_that_has_not_ended_after_a_minute_is_driven_on() {
        var ann = shop.customer("ann");
        var reservation = ann.reserves(freeSeat()).is(201).text("reservationId");
        ann.charges(100_000).is(201);
        pause("saga-payment");
        var payment = ann.pays(reservation).is(202).header("Location").replace("/api/v1", "");

        clock.forward(Duration.ofSeconds(61));

        eventually(() -> ann.get(payment).is(200).text("status").equals("PAID"));
        resume("saga-payment");
        eventually(() ->
                jdbc.sql("select count(*) from saga_entry").query(Long.class).single() == 0);
        assertThat(stored("PointDeducted", "points:" + ann.name())).isEqualTo(1);
        assertThat(stored("ReservationPaid", "reservation:" + reservation)).isEqualTo(1);
    }

    @Test
    void while_it_is_being_paid_a_reservation_says_so() {
        var ann = shop.customer("ann");
        var reservation = ann.reserves(freeSeat()).is(201).text("reservationId");
        ann.charges(100_000).is(201);

        var paying = beginsToPay(ann, reservation);
        assertThat(ann.get("/reservations/" + reservation).is(200).text("status"))
                .isEqualTo("PAYING");
        clock.forward(Duration.ofMinutes(5));
        assertThat(ann.get("/reservations/" + reservation).is(200).text("status"))
                .isEqualTo("PAYING");
        resume("saga-payment");

        paying.join().is(201);
        assertThat(ann.get("/reservations/" + reservation).is(200).text("status"))
                .isEqualTo("PAID");
    }

    /** The payment is requested, and goes no further until the saga is started again. */
    private CompletableFuture<Answer> beginsToPay(Person person, String reservation) {
        pause("saga-payment");
        var paying = CompletableFuture.supplyAsync(() -> person.pays(reservation));
        eventually(() -> stored("PaymentRequested", "reservation:" + reservation) == 1);
        return paying;
    }

    private static List<String> types(Person person) {
        return person.get("/points/history").is(200).get("entries").values().stream()
                .map(entry -> entry.get("type").asString())
                .toList();
    }
}
