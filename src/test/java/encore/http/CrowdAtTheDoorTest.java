package encore.http;

import encore.testing.Answer;
import encore.testing.OverHttp;
import encore.testing.Person;
import encore.testing.RawConnection;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Too slow, too many, too often: a small server, and tests that each come from an own address. */
@TestPropertySource(
        properties = {
            "encore.limits.in-flight=8",
            "encore.limits.request-within=1s",
            "encore.limits.connections-per-address=100",
            "encore.limits.joins.burst=10",
            "encore.limits.joins.per-second=0.01",
            "encore.limits.calls.burst=40",
            "encore.limits.calls.per-second=0.01"
        })
class CrowdAtTheDoorTest extends OverHttp {

    private static final String HEAD = "POST /api/v1/tokens HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n";

    private Person inside(String address) {
        return shop.from(address).customer("ann");
    }

    private static void isStopped(Answer answer) {
        assertThat(Integer.parseInt(
                        answer.isRefused(429, "TOO_MANY_REQUESTS").header("Retry-After")))
                .isPositive();
    }

    /** How many succeed before one is stopped, and all after it are. */
    private static int untilStopped(int atMost, Supplier<Answer> call) {
        int done = 0;
        var answer = call.get();
        while (answer.status() < 400) {
            done++;
            assertThat(done).isLessThanOrEqualTo(atMost);
            answer = call.get();
        }
        isStopped(answer);
        isStopped(call.get());
        return done;
    }

    @Test
    void bodies_that_come_slowly_hold_up_nobody() throws IOException {
        var ann = inside("127.0.1.1");
        var slow = new ArrayList<RawConnection>();
        try {
            for (int i = 0; i < 58; i++) {
                slow.add(new RawConnection(port()).sends(HEAD).sends("{"));
            }
            ann.get("/points").is(200);
            ann.charges(1).is(201);
            shop.send("GET", "/actuator/health/liveness", null, Map.of()).is(200);
            shop.operator("GET", "/projections", null).is(200);
            shop.from("127.0.1.2").somebody("bob").asksForToken().is(201);
        } finally {
            for (var client : slow) {
                client.close();
            }
        }
    }

    @Test
    void what_comes_a_byte_now_and_then_is_cut_off_body_and_head() throws IOException {
        for (var beginning : List.of(
                HEAD,
                "POST /api/v1/tokens HTTP/1.1\r\nHost: localhost\r\n"
                        + "Transfer-Encoding: chunked\r\n"
                        + "Content-Type: application/json\r\n\r\n1\r\n",
                "GET /api/v1/points HTTP/1.1\r\nHost: localhost\r\nX: ")) {
            try (var client = new RawConnection(port())) {
                assertThat(client.sends(beginning).dripsUntilCutOff("x"))
                        .as(beginning)
                        .doesNotContain("HTTP/1.1 2", "HTTP/1.1 5");
            }
        }
    }

    @Test
    void one_address_has_only_a_part_of_the_connections() throws IOException {
        for (int round = 0; round < 5; round++) {
            var open = new ArrayList<RawConnection>();
            try {
                // Those of the client that all tests share are among them.
                for (int i = 0; i < 101; i++) {
                    open.add(new RawConnection(port()));
                }
                assertThat(open.getLast().isHungUpOn()).isTrue();
                shop.from("127.0.2.1")
                        .send("GET", "/actuator/health/liveness", null, Map.of())
                        .is(200);
            } finally {
                for (var client : open) {
                    client.close();
                }
            }
            eventually(this::isAnswered);
        }
    }

    private boolean isAnswered() {
        try (var client = new RawConnection(port())) {
            return client.sends("GET /actuator/health/liveness HTTP/1.1\r\n"
                            + "Host: localhost\r\n\r\n")
                    .hears()
                    .equals("HTTP/1.1 200");
        } catch (IOException hungUp) {
            return false;
        }
    }

    @Test
    void joins_by_address_whatever_it_says_of_itself() {
        var here = shop.from("127.0.3.1");
        var claimed = new AtomicInteger();
        assertThat(untilStopped(
                        10,
                        () -> here.post(
                                "/tokens",
                                Map.of("userId", "u" + UUID.randomUUID()),
                                Map.of("X-Forwarded-For", "10.0.0." + claimed.incrementAndGet()))))
                .isEqualTo(10);
        shop.from("127.0.3.2").somebody("bob").asksForToken().is(201);
    }

    @Test
    void calls_by_token_and_no_key_keeps_the_refusal() {
        var ann = inside("127.0.4.1");
        assertThat(untilStopped(40, () -> ann.get("/points"))).isBetween(30, 40);
        for (int i = 0; i < 2; i++) {
            var answer = ann.post(
                    "/points/charges", Map.of("amount", 1), Map.of("Idempotency-Key", "k"));
            isStopped(answer);
            assertThat(answer.header("Idempotent-Replayed")).isNull();
        }
        inside("127.0.4.2").get("/points").is(200);
    }

    /** More of them than there are places, and one who is inside goes on meanwhile. */
    @Test
    void who_comes_too_often_is_told_so_late_and_holds_no_place() throws Exception {
        var ann = inside("127.0.1.8");
        var bot = shop.from("127.0.1.9");
        Supplier<Answer> joins =
                () -> bot.send("POST", "/api/v1/tokens", "{\"userId\":\"bot\"}", Map.of());
        for (int i = 0; i < 10; i++) {
            joins.get();
        }
        long start = System.nanoTime();
        isStopped(joins.get());
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var stopped = IntStream.range(0, 60)
                    .mapToObj(n -> threads.submit(joins::get))
                    .toList();
            for (int i = 0; i < 20; i++) {
                ann.get("/points").is(200);
            }
            for (var answer : stopped) {
                isStopped(answer.get());
            }
        }
    }
}
