package encore.journey;

import encore.testing.OverHttp;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;

/** A node that takes on two requests at a time, behind a shop that has a key. */
@TestPropertySource(properties = {"encore.limits.in-flight=2", "encore.security.issuer-key=shh"})
class TooMuchTest extends OverHttp {

    private static final Map<String, String> SHOP = Map.of("Authorization", "Bearer shh");

    @Test
    void one_more_is_shed_and_nothing_was_done() {
        var ann = shop.somebody("ann")
                .with(shop.post("/tokens", Map.of("userId", "ann"), SHOP)
                        .is(201)
                        .text("token"));
        ann.post("/points/charges", Map.of("amount", 2 * PRICE), SHOP).is(201);
        var performance = performance(2);
        var first = ann.reserves(seat(performance, 1)).is(201).text("reservationId");
        var second = ann.reserves(seat(performance, 2)).is(201).text("reservationId");

        pause("saga-payment");
        var paying = CompletableFuture.supplyAsync(() -> ann.pays(first));
        var payingToo = CompletableFuture.supplyAsync(() -> ann.pays(second));
        eventually(() -> stored("PaymentRequested", "reservation:" + first) == 1
                && stored("PaymentRequested", "reservation:" + second) == 1);
        var shed =
                ann.post("/points/charges", Map.of("amount", 1), SHOP).isRefused(503, "OVERLOADED");
        assertThat(shed.header("Retry-After")).isEqualTo("1");
        resume("saga-payment");

        // They took up the room of two, though a token buys once.
        assertThat(List.of(paying.join().status(), payingToo.join().status()))
                .containsExactlyInAnyOrder(201, 401);
        assertThat(stored("PointCharged", "points:ann")).isEqualTo(1);
    }

    @Test
    void tokens_are_issued_through_the_shop_only() {
        shop.post("/tokens", Map.of("userId", "bob"), Map.of())
                .isRefused(401, "ISSUER_KEY_REQUIRED");
        shop.post("/tokens", Map.of("userId", "bob"), Map.of("Authorization", "Bearer sh"))
                .isRefused(401, "ISSUER_KEY_REQUIRED");
        shop.post("/tokens", Map.of("userId", "bob"), SHOP).is(201);
    }

    @Test
    void money_comes_in_through_the_shop_only() {
        var ann = shop.somebody("ann")
                .with(shop.post("/tokens", Map.of("userId", "cat"), SHOP)
                        .is(201)
                        .text("token"));
        ann.charges(1_000).isRefused(401, "ISSUER_KEY_REQUIRED");
        ann.post("/points/charges", Map.of("amount", 1_000), Map.of("Authorization", "Bearer sh"))
                .isRefused(401, "ISSUER_KEY_REQUIRED");
        assertThat(ann.balance()).isZero();
        ann.post("/points/charges", Map.of("amount", 1_000), SHOP).is(201);
        shop.post("/points/charges", Map.of("amount", 1_000), SHOP)
                .isRefused(401, "TOKEN_REQUIRED");
        assertThat(ann.balance()).isEqualTo(1_000);
    }
}
