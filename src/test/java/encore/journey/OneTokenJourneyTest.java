package encore.journey;

import encore.testing.Answer;
import encore.testing.OverHttp;
import encore.testing.Person;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** A token buys once, and lasts while its holder holds a seat, but not for ever. */
class OneTokenJourneyTest extends OverHttp {

    private static final Duration HOLD = Duration.ofMinutes(5);

    private List<String> reserves(Person person, int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> person.reserves(freeSeat()).is(201).text("reservationId"))
                .toList();
    }

    private Answer ended(Person person, Answer payment) {
        if (payment.status() != 202) {
            return payment;
        }
        var address = payment.location();
        eventually(() -> !person.get(address).is(200).text("status").equals("PENDING"));
        return person.get(address);
    }

    @Test
    void of_ten_payments_at_once_one_buys() {
        var ann = shop.customer("ann");
        var reservations = reserves(ann, 10);
        ann.charges(10 * PRICE).is(201);
        var answers = reservations.stream()
                .map(reservation -> CompletableFuture.supplyAsync(
                        () -> ann.pays(reservation), Thread::startVirtualThread))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .map(answer -> ended(ann, answer))
                .toList();
        assertThat(answers)
                .filteredOn(a -> a.status() < 300 && a.text("status").equals("PAID"))
                .hasSize(1);
        assertThat(answers)
                .filteredOn(a -> a.status() >= 300)
                .allSatisfy(a -> a.isRefused(401, "TOKEN_EXPIRED"));
        eventually(() -> ann.looks().is(200).text("status").equals("EXPIRED"));
        assertThat(ann.get("/reservations?status=PAID").is(200).get("reservations"))
                .hasSize(1);
        assertThat(ann.get("/reservations?status=PENDING").is(200).get("reservations"))
                .hasSize(9);
        assertThat(stored("TokenSpent", "waiting:" + ann.name())).isEqualTo(1);
        assertThat(stored("PointDeducted", "points:" + ann.name())).isEqualTo(1);
        assertThat(ann.joins().balance()).isEqualTo(9 * PRICE);
    }

    @Test
    void a_second_payment_with_it_takes_nothing_and_leaves_the_hold() {
        var ann = shop.customer("ann");
        var both = reserves(ann, 2);
        ann.charges(2 * PRICE).is(201);
        pause("saga-payment");
        var first = CompletableFuture.supplyAsync(() -> ann.pays(both.get(0)));
        eventually(() -> stored("PaymentRequested", "reservation:" + both.get(0)) == 1);
        var second = CompletableFuture.supplyAsync(() -> ann.pays(both.get(1)));
        eventually(() -> stored("PaymentRequested", "reservation:" + both.get(1)) == 1);
        resume("saga-payment");
        assertThat(ended(ann, first.join()).text("status")).isEqualTo("PAID");
        var refused = ended(ann, second.join());
        if (refused.status() == 200) {
            assertThat(refused.text("status")).isEqualTo("REJECTED");
            assertThat(refused.text("reason")).isEqualTo("TOKEN_USED");
        } else {
            refused.isRefused(401, "TOKEN_EXPIRED");
        }
        assertThat(ann.get("/reservations/" + both.get(1)).is(200).text("status"))
                .isEqualTo("PENDING");
        assertThat(ann.joins().balance()).isEqualTo(PRICE);
        ann.pays(both.get(1)).is(201);
    }

    @Test
    void what_was_not_bought_for_lack_of_points_can_be_bought_with_it_after_all() {
        var ann = shop.customer("ann");
        var both = reserves(ann, 2);
        ann.pays(both.get(0)).isRefused(402, "INSUFFICIENT_POINTS");
        eventually(() -> stored("TokenRegained", "waiting:" + ann.name()) == 1);
        ann.charges(PRICE).is(201);
        ann.pays(both.get(1)).is(201);
        assertThat(stored("TokenSpent", "waiting:" + ann.name())).isEqualTo(2);
    }

    @Test
    void it_lasts_as_long_as_the_hold() {
        var ann = shop.customer("ann");
        var first = Instant.parse(ann.looks().is(200).text("expiresAt"));
        clock.forward(Duration.between(clock.instant(), first).minus(Duration.ofMinutes(1)));
        var held = ann.reserves(freeSeat()).is(201);
        var until = Instant.parse(held.text("holdExpiresAt"));
        assertThat(until).isAfter(first);
        assertThat(Instant.parse(ann.looks().is(200).text("expiresAt"))).isEqualTo(until);
        clock.forward(Duration.ofMinutes(2));
        ann.charges(PRICE).is(201);
        ann.pays(held.text("reservationId")).is(201);
    }

    @Test
    void but_one_hold_longer_at_most_than_it_was_given_for() {
        var ann = shop.customer("ann");
        var latest = Instant.parse(ann.looks().is(200).text("expiresAt")).plus(HOLD);
        clock.forward(
                Duration.between(clock.instant(), latest.minus(HOLD)).minus(Duration.ofMinutes(1)));
        ann.cancels(ann.reserves(freeSeat()).is(201).text("reservationId")).is(204);
        clock.forward(Duration.ofMinutes(3));
        var held = ann.reserves(freeSeat()).is(201);
        assertThat(Instant.parse(held.text("holdExpiresAt"))).isEqualTo(latest);
        assertThat(Instant.parse(ann.looks().is(200).text("expiresAt"))).isEqualTo(latest);
        clock.forward(Duration.between(clock.instant(), latest));
        ann.reserves(freeSeat()).isRefused(401, "TOKEN_EXPIRED");
    }
}
