package encore.waiting;

import encore.Encore;
import encore.kernel.Commands;
import encore.kernel.LineName;
import encore.kernel.TokenId;
import encore.kernel.UserId;
import encore.testing.MovableClock;
import encore.testing.Person;
import encore.testing.Shop;
import encore.testing.TestDatabase;
import encore.waiting.WaitingTokenCommand.AbandonToken;
import encore.waiting.WaitingTokenCommand.ExpireToken;
import encore.waiting.WaitingTokenCommand.ExpiryReason;
import encore.waiting.line.Candidate;
import encore.waiting.line.KnownLines;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two nodes on one store let people in, while what happens is drawn at random; one of them stops on
 * the way. Beside them a list that does the same: whoever comes in is the first who waits.
 */
class RandomAdmissionTest {

    private static final int STEPS = 240;
    private static final int MOST = 30;
    private static final int FIRST_CAPACITY = 4;
    private static final Duration CLOSE = Duration.ofSeconds(30);
    private static final Duration REGAIN_WITHIN = Duration.ofMinutes(10);
    private static final LineName LINE = LineName.DEFAULT;

    private static final List<ConfigurableApplicationContext> nodes = new ArrayList<>();

    private final Random random = new Random(15);
    private final List<Somebody> waiting = new ArrayList<>();
    private final List<Somebody> inside = new ArrayList<>();
    private final List<Somebody> away = new ArrayList<>();
    private final Map<String, Integer> steps = new HashMap<>();
    private int joined;
    private int capacity = FIRST_CAPACITY;
    private boolean isPaused;

    private record Somebody(Person person, TokenId token, int number, Instant regainUntil) {

        UserId user() {
            return new UserId(person.name());
        }
    }

    @BeforeAll
    static void start() {
        var database = TestDatabase.create();
        nodes.add(node(database));
        nodes.add(node(database));
        GenericEventMessage.clock = clock(nodes.getFirst());
    }

    private static ConfigurableApplicationContext node(String database) {
        return new SpringApplicationBuilder(Encore.class, MovableClock.Config.class)
                .run(
                        "--server.port=0",
                        "--spring.datasource.url=" + database,
                        "--encore.sample-data=false",
                        "--encore.operator.password=secret",
                        "--encore.security.open=true",
                        "--encore.limits.early-polls.burst=100000",
                        "--encore.waiting.capacity=" + FIRST_CAPACITY,
                        "--encore.waiting.time-out-every=100ms",
                        "--encore.waiting.abandon-after=0",
                        "--encore.waiting.show-up-within=0",
                        "--encore.waiting.signing-key=a-key-for-tests-that-is-long-enough");
    }

    @AfterAll
    static void stop() {
        nodes.reversed().forEach(ConfigurableApplicationContext::close);
    }

    private static MovableClock clock(ConfigurableApplicationContext node) {
        return node.getBean(MovableClock.class);
    }

    private ConfigurableApplicationContext anyNode() {
        return nodes.get(random.nextInt(nodes.size()));
    }

    private static Shop shop(ConfigurableApplicationContext node) {
        return new Shop(
                ((ServletWebServerApplicationContext) node).getWebServer().getPort());
    }

    private Person here(Somebody somebody) {
        return somebody.person().at(shop(anyNode()));
    }

    private Instant now() {
        return clock(nodes.getFirst()).instant();
    }

    @Test
    void whoever_comes_in_is_the_first_who_waits_and_all_come_in_for_whom_there_is_room() {
        for (int step = 0; step < STEPS; step++) {
            if (step == STEPS * 2 / 3) {
                nodes.removeLast().close();
            }
            act();
            while (!isPaused && inside.size() < capacity && !waiting.isEmpty()) {
                inside.add(waiting.removeFirst());
            }
            compare();
        }
        assertThat(steps.values()).as("%s", steps).allMatch(times -> times >= 3);
        assertIntact();
    }

    private void act() {
        var drawn = List.of(
                        "join",
                        "join",
                        "join",
                        "join",
                        "leave",
                        "leave inside",
                        "fall silent",
                        "fall silent",
                        "return",
                        "return",
                        "no show",
                        "pause",
                        "capacity",
                        "capacity",
                        "pace",
                        "time")
                .get(random.nextInt(16));
        boolean done = switch (drawn) {
            case "join" -> joins();
            case "leave" -> leaves(waiting);
            case "leave inside" -> leaves(inside);
            case "fall silent" -> fallsSilent();
            case "return" -> returns();
            case "no show" -> doesNotShowUp();
            case "pause" -> {
                isPaused = !isPaused;
                yield steer("state", isPaused ? "PAUSED" : "OPEN");
            }
            case "capacity" -> {
                capacity = 1 + random.nextInt(8);
                yield steer("capacity", capacity);
            }
            case "pace" -> steer("admissionsPerMinute", 600 * random.nextInt(5));
            default -> timePasses();
        };
        steps.merge(drawn, done ? 1 : 0, Integer::sum);
    }

    private boolean joins() {
        if (waiting.size() + inside.size() >= MOST) {
            return false;
        }
        var person = shop(anyNode()).somebody("p" + ++joined).waits();
        var token = nodes.getFirst()
                .getBean(JdbcClient.class)
                .sql("select convert_from(payload, 'UTF8')::json ->> 'token'"
                        + " from domain_event_entry where aggregate_identifier = ?"
                        + " and payload_type = 'TokenIssued'")
                .param("waiting:" + person.name())
                .query(String.class)
                .single();
        waiting.add(new Somebody(person, new TokenId(token), joined, null));
        return true;
    }

    private boolean leaves(List<Somebody> those) {
        if (those.isEmpty()) {
            return false;
        }
        here(those.remove(random.nextInt(those.size()))).leaves().is(204);
        return true;
    }

    private boolean fallsSilent() {
        if (waiting.isEmpty()) {
            return false;
        }
        var silent = waiting.remove(random.nextInt(waiting.size()));
        var until = now().plus(REGAIN_WITHIN);
        anyNode()
                .getBean(Commands.class)
                .send(new AbandonToken(silent.user(), silent.token(), until));
        away.add(new Somebody(silent.person(), silent.token(), silent.number(), until));
        return true;
    }

    private boolean returns() {
        if (away.isEmpty()) {
            return false;
        }
        var back = away.remove(random.nextInt(away.size()));
        var answer = here(back).post("/tokens/me/return", null);
        if (!now().isBefore(back.regainUntil())) {
            answer.isRefused(401, "TOKEN_EXPIRED");
            return true;
        }
        answer.is(200);
        waiting.add(back);
        waiting.sort((a, b) -> Integer.compare(a.number(), b.number()));
        return true;
    }

    private boolean doesNotShowUp() {
        if (inside.isEmpty()) {
            return false;
        }
        var absent = inside.remove(random.nextInt(inside.size()));
        anyNode()
                .getBean(Commands.class)
                .send(new ExpireToken(absent.user(), absent.token(), ExpiryReason.NO_SHOW));
        return true;
    }

    private boolean steer(String what, Object to) {
        shop(anyNode())
                .operator("PATCH", "/line", Map.of(what, to, "reason", "drawn at random"))
                .is(200);
        return true;
    }

    /** So that nobody's time is up just about now. */
    private boolean timePasses() {
        var ends = new HashMap<Somebody, Instant>();
        inside.forEach(
                one -> ends.put(one, Instant.parse(here(one).looks().is(200).text("expiresAt"))));
        var by = Duration.ofSeconds(60 + random.nextInt(400));
        while (isClose(now().plus(by), ends)) {
            by = by.plus(CLOSE);
        }
        var forward = by;
        nodes.forEach(node -> clock(node).forward(forward));
        inside.removeIf(one -> ends.get(one).isBefore(now()));
        return true;
    }

    private boolean isClose(Instant then, Map<Somebody, Instant> ends) {
        var all = new ArrayList<>(ends.values());
        away.forEach(one -> all.add(one.regainUntil()));
        return all.stream().anyMatch(end -> Duration.between(end, then).abs().compareTo(CLOSE) < 0);
    }

    private void compare() {
        var expected = waiting.stream()
                .map(one -> new Candidate(one.user(), one.token(), one.number()))
                .toList();
        for (var node : nodes) {
            var lines = node.getBean(KnownLines.class);
            eventually(
                    () -> lines.next(LINE, 100).equals(expected)
                            && lines.inside(LINE) == inside.size(),
                    () -> "%s and %d inside, not %s and %d"
                            .formatted(
                                    lines.next(LINE, 100),
                                    lines.inside(LINE),
                                    expected,
                                    inside.size()));
        }
        if (!waiting.isEmpty()) {
            int at = random.nextInt(waiting.size());
            var place = here(waiting.get(at)).looks().is(200);
            assertThat(place.text("status")).isEqualTo("WAITING");
            assertThat(place.number("position")).isEqualTo(at + 1);
            assertThat(place.number("number")).isEqualTo(waiting.get(at).number());
        }
        if (!inside.isEmpty()) {
            var one = inside.get(random.nextInt(inside.size()));
            assertThat(here(one).looks().is(200).text("status")).isEqualTo("ACTIVE");
        }
    }

    private void assertIntact() {
        var shop = shop(nodes.getFirst());
        var address = shop.operator("POST", "/audits", null).is(202).location();
        eventually(
                () -> !shop.operator("GET", address, null).text("state").equals("RUNNING"),
                () -> "the audit does not end");
        var audit = shop.operator("GET", address, null).is(200);
        assertThat(audit.get("intact").asBoolean()).as(audit.body()).isTrue();
    }

    private static void eventually(BooleanSupplier condition, Supplier<String> otherwise) {
        var patience = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > patience) {
                throw new AssertionError(otherwise.get());
            }
            LockSupport.parkNanos(5_000_000);
        }
    }
}
