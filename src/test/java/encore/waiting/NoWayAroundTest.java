package encore.waiting;

import encore.kernel.LineName;
import encore.kernel.UserId;
import encore.testing.Answer;
import encore.testing.OverHttp;
import encore.testing.Person;
import encore.waiting.price.JoinPrice;
import encore.waiting.price.Solver;
import encore.waiting.price.Work;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.context.TestPropertySource;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** One person, one place, and no way in but by it. Only two fit in. */
@TestPropertySource(properties = "encore.waiting.capacity=2")
class NoWayAroundTest extends OverHttp {

    private static final int AT_ONCE = 100;
    private static final int FORGED = 100_000;
    private static final Duration YEAR = Duration.ofDays(365);

    private final List<Person> people = new ArrayList<>();

    @Autowired
    private TokenSigner signer;

    @Autowired
    private JoinPrice price;

    private Person somebody(String name) {
        var person = shop.somebody(name);
        people.add(person);
        return person;
    }

    /** Two are inside, and somebody waits. */
    private Person waiting() {
        somebody("ann").joins();
        somebody("bob").joins();
        return somebody("cem").waits();
    }

    @AfterEach
    void everybodyGoesHome() {
        for (var person : people.reversed()) {
            person.leaves().is(204);
        }
    }

    /** Each from a thread of its own, all at the same moment. */
    private static List<Answer> atOnce(Supplier<Answer> request) {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = IntStream.range(0, AT_ONCE)
                    .mapToObj(n -> CompletableFuture.supplyAsync(
                            () -> {
                                awaited(start);
                                return request.get();
                            },
                            threads))
                    .toList();
            start.countDown();
            return running.stream().map(CompletableFuture::join).toList();
        }
    }

    private static void awaited(CountDownLatch start) {
        try {
            start.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private int events() {
        return jdbc.sql("select count(*) from domain_event_entry")
                .query(Integer.class)
                .single();
    }

    private void joinAtOnce(Person person, String status) {
        var before = stored("TokenIssued", "waiting:" + person.name());
        var answers = atOnce(person::asksForToken);
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(AT_ONCE - 1);
        var token = answers.getFirst().text("token");
        assertThat(answers).extracting(answer -> answer.text("token")).containsOnly(token);
        assertThat(stored("TokenIssued", "waiting:" + person.name())).isEqualTo(before + 1);
        people.add(person.with(token));
        assertThat(person.with(token).looks().is(200).text("status")).isEqualTo(status);
    }

    @Test
    void a_hundred_requests_at_once_are_one_place() {
        joinAtOnce(shop.somebody("dan"), "ACTIVE");
        somebody("ann").joins();
        var waits = shop.somebody("eve");
        joinAtOnce(waits, "WAITING");
        people.removeLast().leaves().is(204);
        joinAtOnce(waits, "WAITING");
    }

    @Test
    void of_a_hundred_thousand_forged_tokens_none_is_taken() {
        var ann = somebody("ann").joins();
        var forgeries = new Forgeries(ann.token());
        var planned = forgeries.planned();
        assertThat(planned).hasSizeGreaterThan(500);
        assertThat(signer.verify(ann.token())).isPresent();
        assertThat(Stream.concat(
                                planned.stream(), forgeries.drawn(FORGED - planned.size()).stream())
                        .filter(forged -> signer.verify(forged).isPresent()))
                .isEmpty();
    }

    @Test
    void the_gate_opens_to_no_forged_token_and_nothing_is_left_of_it() {
        var ann = somebody("ann").joins();
        var forgeries = new Forgeries(ann.token());
        var sent = Stream.concat(
                        forgeries.planned().stream()
                                // A header is read without the blanks around it.
                                .filter(forged -> !forged.isEmpty())
                                .filter(forged -> forged.equals(forged.strip())),
                        forgeries.drawn(100).stream())
                .toList();
        assertThat(sent).hasSizeGreaterThan(600);
        int before = events();
        for (int i = 0; i < sent.size(); i++) {
            var eve = shop.somebody("eve").with(sent.get(i));
            var answer = i % 2 == 0 ? eve.charges(1) : eve.looks();
            answer.isRefused(401, "TOKEN_INVALID");
        }
        assertThat(events()).isEqualTo(before);
    }

    @Test
    void a_token_that_is_over_stays_over_though_its_holder_is_inside_again() {
        var ann = somebody("ann").joins();
        var old = ann.with(ann.token());
        ann.leaves().is(204);
        atOnce(() -> old.charges(1)).forEach(answer -> answer.isRefused(401, "TOKEN_EXPIRED"));
        ann.joins();
        assertThat(ann.token()).isNotEqualTo(old.token());
        atOnce(() -> old.charges(1)).forEach(answer -> answer.isRefused(401, "TOKEN_EXPIRED"));
        ann.charges(1).is(201);
        assertThat(ann.balance()).isEqualTo(1);
    }

    @Test
    void a_clients_clock_opens_no_door() {
        var cem = waiting();
        for (var claimed : List.of(clock.instant().plus(YEAR), clock.instant().minus(YEAR))) {
            var headers = Map.of(
                    "Date", http(claimed),
                    "If-Modified-Since", http(claimed),
                    "X-Client-Time", claimed.toString());
            cem.get("/points", headers).isRefused(403, "TOKEN_NOT_ACTIVE");
            cem.post("/points/charges", Map.of("amount", 1), headers)
                    .isRefused(403, "TOKEN_NOT_ACTIVE");
            var place = cem.get("/tokens/me", headers).is(200);
            assertThat(place.text("status")).isEqualTo("WAITING");
            assertThat(place.number("position")).isEqualTo(1);
        }
    }

    @Test
    void a_clients_clock_keeps_no_door_open() {
        var ann = somebody("ann").joins();
        clock.forward(Duration.ofMinutes(10));
        for (var claimed : List.of(clock.instant().minus(Duration.ofMinutes(5)), Instant.EPOCH)) {
            ann.get("/points", Map.of("Date", http(claimed))).isRefused(401, "TOKEN_EXPIRED");
        }
    }

    private static String http(Instant moment) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(moment.atOffset(ZoneOffset.UTC));
    }

    /** Who waits is turned away before anybody looks whether there is such a seat. */
    @Test
    void a_direct_link_is_no_short_cut_for_who_waits() {
        var performance = performance(1);
        var cem = waiting();
        int before = events();
        for (var refused : List.of(
                cem.get("/performances/" + performance + "/seats"),
                cem.reserves(seat(performance, 1)),
                cem.reserves(seat("none", 1)),
                cem.charges(1),
                cem.get("/points"))) {
            refused.isRefused(403, "TOKEN_NOT_ACTIVE");
        }
        atOnce(() -> cem.reserves(seat(performance, 1)))
                .forEach(refused -> refused.isRefused(403, "TOKEN_NOT_ACTIVE"));
        assertThat(events()).isEqualTo(before);
        assertThat(statusOf(people.getFirst(), seat(performance, 1))).isEqualTo("AVAILABLE");
    }

    @Test
    void where_no_issuer_key_is_set_nobody_can_claim_a_verdict() {
        var line = new LineName("priced");
        var dan = new UserId("dan");
        var passed = new Work(null, null, "passed");
        for (var claimed : List.of("", "Bearer", "Bearer ", "Bearer passed", "Bearer null")) {
            var request = new MockHttpServletRequest();
            request.addHeader("Authorization", claimed);
            assertThat(price.isPaid(dan, line, 8, passed, request)).as(claimed).isFalse();
        }
        var asked = price.challenge(line, 8);
        var work = Solver.solve(asked.challenge(), asked.difficulty(), dan.value());
        assertThat(price.isPaid(dan, line, 8, work, new MockHttpServletRequest()))
                .isTrue();
    }
}
