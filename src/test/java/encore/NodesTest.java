package encore;

import encore.shop.Invariants;
import encore.shop.Shop;
import encore.shop.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Two nodes on one database: each request may go to either. */
class NodesTest {

    private static final int CAPACITY = 60;
    private static ConfigurableApplicationContext first;
    private static ConfigurableApplicationContext second;
    private static Shop one;
    private static Shop other;

    @BeforeAll
    static void start() {
        var database = TestDatabase.create();
        first = node(database);
        second = node(database);
        one = new Shop(port(first));
        other = new Shop(port(second));
    }

    private static ConfigurableApplicationContext node(String database) {
        return SpringApplication.run(Encore.class, "--server.port=0",
                "--spring.datasource.url=" + database, "--encore.sample-data=false",
                "--encore.operator.password=secret", "--encore.waiting.capacity=" + CAPACITY,
                "--encore.waiting.signing-key=a-key-for-tests-that-is-long-enough");
    }

    private static int port(ConfigurableApplicationContext node) {
        return ((ServletWebServerApplicationContext) node).getWebServer().getPort();
    }

    @AfterAll
    static void stop() {
        second.close();
        first.close();
    }

    private static String performance(Shop at, int seats) {
        return at.schedule("Piano Night", seats, 100, Instant.now().plus(Duration.ofDays(1)))
                .is(201).text("performanceId");
    }

    @Test
    void what_is_written_at_one_node_is_read_at_the_other() {
        var seat = performance(one, 1) + "-1-1-1";
        var ann = one.customer("ann");
        var annThere = ann.at(other);
        for (int charge = 1; charge <= 5; charge++) {
            (charge % 2 == 0 ? ann : annThere).charges(100).is(201);
            assertThat((charge % 2 == 0 ? annThere : ann).balance()).isEqualTo(charge * 100L);
        }
        var reservation = annThere.reserves(seat).is(201).text("reservationId");
        assertThat(ann.get("/reservations/" + reservation).is(200).text("status"))
                .isEqualTo("PENDING");
        ann.pays(reservation).is(201);
        annThere.get("/points").isRefused(401, "TOKEN_EXPIRED");
    }

    @Test
    void a_request_repeated_at_the_other_node_is_answered_again() {
        var ann = one.customer("ann");
        var key = Map.of("Idempotency-Key", "k");
        var answer = ann.post("/points/charges", Map.of("amount", 7), key).is(201);
        assertThat(ann.at(other).post("/points/charges", Map.of("amount", 7), key).is(201).body())
                .isEqualTo(answer.body());
        assertThat(ann.balance()).isEqualTo(7);
        ann.leaves().is(204);
    }

    @Test
    void both_nodes_sell_and_every_seat_is_sold_once() {
        var performance = performance(one, 10);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var buyers = IntStream.range(0, 40)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                        var buyer = (i % 2 == 0 ? one : other).customer("buyer" + i);
                        buyer.charges(100).is(201);
                        var there = buyer.at(i % 3 == 0 ? one : other);
                        var reserved = there.reserves(performance + "-1-1-" + (1 + i % 10));
                        if (reserved.status() == 409) {
                            buyer.leaves().is(204);
                            return 0;
                        }
                        there.pays(reserved.is(201).text("reservationId")).is(201);
                        return 1;
                    }, threads))
                    .toList();
            assertThat(buyers.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(10);
        }
        Invariants.of(second.getBean(JdbcClient.class)).hold(CAPACITY);
        assertThat(List.of(first.isRunning(), second.isRunning())).containsOnly(true);
    }
}
