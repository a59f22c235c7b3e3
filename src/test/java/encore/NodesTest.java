package encore;

import encore.readmodel.Views;
import encore.testing.Answer;
import encore.testing.HeldLock;
import encore.testing.Invariants;
import encore.testing.Person;
import encore.testing.SeatedGroups;
import encore.testing.Shop;
import encore.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import javax.sql.DataSource;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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
        return SpringApplication.run(
                Encore.class,
                "--server.port=0",
                "--spring.datasource.url=" + database,
                "--encore.sample-data=false",
                "--encore.operator.password=secret",
                "--encore.security.open=true",
                "--encore.waiting.capacity=" + CAPACITY,
                "--encore.reservation.returned-within=0",
                "--encore.reservation.lapsed-within=0",
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
                .is(201)
                .text("performanceId");
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
        assertThat(ann.at(other)
                        .post("/points/charges", Map.of("amount", 7), key)
                        .is(201)
                        .body())
                .isEqualTo(answer.body());
        assertThat(ann.balance()).isEqualTo(7);
        ann.leaves().is(204);
    }

    /** Each tells from its own memory. */
    @Test
    void both_nodes_show_the_same() {
        var performance = performance(one, 4);
        var ann = one.customer("ann");
        var annThere = ann.at(other);
        for (int n = 1; n <= 4; n++) {
            (n % 2 == 0 ? ann : annThere).reserves(performance + "-1-1-" + n).is(201);
            var today = LocalDate.now(ZoneOffset.UTC);
            for (var path : List.of(
                    "/tokens/me",
                    "/performances/" + performance + "/seats",
                    "/performances?from=" + today + "&to=" + today.plusDays(3))) {
                var here = ann.get(path).is(200);
                var there = annThere.get(path).is(200);
                assertThat(there.body()).isEqualTo(here.body());
                assertThat(there.header("ETag")).isEqualTo(here.header("ETag"));
            }
            assertThat(held(ann, performance)).isEqualTo(n).isEqualTo(held(annThere, performance));
        }
        ann.leaves().is(204);
    }

    private static long held(Person viewer, String performance) {
        return viewer
                .get("/performances/" + performance + "/seats")
                .is(200)
                .get("seats")
                .values()
                .stream()
                .filter(seat -> seat.get("status").asString().equals("HELD"))
                .count();
    }

    /** Whichever of them has the processors, a poll asks no table on either. */
    @Test
    void both_nodes_answer_from_memory() throws Exception {
        var performance = performance(one, 2);
        var ann = one.customer("ann");
        var paths = List.of("/tokens/me", "/points", "/performances/" + performance + "/seats");
        for (var viewer : List.of(ann, ann.at(other))) {
            paths.forEach(path -> viewer.get(path).is(200));
        }
        var tables = "lock table line, point_balance, seat_map";
        try (var _ = HeldLock.by(tables, first.getBean(DataSource.class))) {
            for (var viewer : List.of(ann, ann.at(other))) {
                for (var path : paths) {
                    CompletableFuture.supplyAsync(() -> viewer.get(path))
                            .get(20, TimeUnit.SECONDS)
                            .is(200);
                }
            }
        }
        ann.leaves().is(204);
    }

    /** Each has the line in its memory, and hears a moment later what the other made of it. */
    @Test
    void a_line_is_steered_at_both_nodes_at_once() throws Exception {
        try (var operators = Executors.newVirtualThreadPerTaskExecutor()) {
            var acts = IntStream.range(0, 100)
                    .mapToObj(n -> operators.submit(() -> (n % 2 == 0 ? one : other)
                            .operator(
                                    "PATCH",
                                    "/line?line=steered",
                                    Map.of("capacity", 1 + n, "reason", "Both do so"))))
                    .toList();
            for (var act : acts) {
                act.get().is(200);
            }
        }
    }

    @Test
    void what_one_node_has_mended_is_soon_seen_at_the_other() {
        var performance = performance(one, 1);
        var ann = one.customer("ann");
        var jdbc = first.getBean(JdbcClient.class);
        // The tables are written some moments later.
        while (jdbc.sql("select count(*) from seat_map where performance_id = ?")
                        .param(performance)
                        .query(Integer.class)
                        .single()
                == 0) {
            LockSupport.parkNanos(10_000_000);
        }
        int price = 100;
        for (var mender : List.of(first, second)) {
            held(ann, performance);
            held(ann.at(other), performance);
            price++;
            jdbc.sql("update seat_map set price = ? where performance_id = ?")
                    .params(price, performance)
                    .update();
            mender.getBean(Views.class).mended("projection-seatmap", jdbc);
            for (var viewer : List.of(ann, ann.at(other))) {
                waitUntilShown(viewer, performance, price);
            }
        }
        ann.leaves().is(204);
    }

    private static void waitUntilShown(Person viewer, String performance, int price) {
        var patience = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (viewer.get("/performances/" + performance + "/seats")
                        .is(200)
                        .get("seats")
                        .get(0)
                        .get("price")
                        .asInt()
                != price) {
            assertThat(System.nanoTime()).as("still not shown").isLessThan(patience);
            LockSupport.parkNanos(10_000_000);
        }
    }

    @Test
    void at_both_nodes_together_one_user_has_no_more_seats_than_at_one() {
        var performance = performance(one, 50);
        var ann = one.customer("ann");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.rangeClosed(1, 50)
                    .mapToObj(n -> CompletableFuture.supplyAsync(
                            () -> ann.at(n % 2 == 0 ? one : other)
                                    .reserves(performance + "-1-1-" + n),
                            threads))
                    .toList();
            answers.stream()
                    .map(CompletableFuture::join)
                    .filter(answer -> answer.status() != 201)
                    .forEach(answer -> answer.isRefused(409, "SEAT_LIMIT"));
        }
        assertThat(held(ann, performance)).isEqualTo(8);
        ann.leaves().is(204);
    }

    @Test
    void at_both_nodes_at_once_one_person_gets_one_place() {
        var ann = one.somebody("ann");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 100)
                    .mapToObj(n -> CompletableFuture.supplyAsync(
                            () -> ann.at(n % 2 == 0 ? one : other).asksForToken(), threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
            assertThat(answers)
                    .extracting(Answer::status)
                    .containsOnly(200, 201)
                    .containsOnlyOnce(201);
            var token = answers.getFirst().text("token");
            assertThat(answers).extracting(answer -> answer.text("token")).containsOnly(token);
            ann.with(token).leaves().is(204);
        }
    }

    /** Neither knows what the other is about to ask for. */
    @Test
    void at_both_nodes_together_groups_fill_the_hall_and_nobody_is_torn_without_need() {
        int rows = 6;
        int seatsARow = 20;
        var performance = one.schedule(
                        "Groups",
                        Instant.now().plus(Duration.ofDays(1)),
                        List.of(Map.of(
                                "name",
                                "Floor",
                                "rows",
                                rows,
                                "seatsPerRow",
                                seatsARow,
                                "price",
                                100)))
                .is(201)
                .text("performanceId");
        var groups =
                new SeatedGroups(first.getBean(JdbcClient.class), performance, rows, seatsARow);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var bookers = IntStream.range(0, CAPACITY - 5)
                    .mapToObj(n -> CompletableFuture.supplyAsync(
                            () -> {
                                var booker = (n % 2 == 0 ? one : other).customer("group" + n);
                                groups.book(booker, n, 1);
                                return booker;
                            },
                            threads))
                    .toList();
            bookers.forEach(CompletableFuture::join);
            groups.fillTheHall();
            bookers.forEach(booker -> booker.join().leaves().is(204));
        }
    }

    @Test
    void both_nodes_sell_and_every_seat_is_sold_once() {
        var performance = performance(one, 10);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var buyers = IntStream.range(0, 40)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> {
                                var buyer = (i % 2 == 0 ? one : other).customer("buyer" + i);
                                buyer.charges(100).is(201);
                                var there = buyer.at(i % 3 == 0 ? one : other);
                                var reserved = there.reserves(performance + "-1-1-" + (1 + i % 10));
                                if (reserved.status() == 409) {
                                    buyer.leaves().is(204);
                                    return 0;
                                }
                                there.pays(reserved.is(201).text("reservationId"))
                                        .is(201);
                                return 1;
                            },
                            threads))
                    .toList();
            assertThat(buyers.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(10);
        }
        Invariants.of(second.getBean(JdbcClient.class)).hold(CAPACITY);
        assertThat(List.of(first.isRunning(), second.isRunning())).containsOnly(true);
    }
}
