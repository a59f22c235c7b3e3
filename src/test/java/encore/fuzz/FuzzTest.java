package encore.fuzz;

import encore.testing.Answer;
import encore.testing.Description;
import encore.testing.Invariants;
import encore.testing.OverHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is sent, the answer is one of those described, and what must always hold, holds.
 *
 * <p>{@code -Dfuzz.requests=} sends more than 12,000, {@code -Dfuzz.seed=} others.
 */
@TestPropertySource(properties = {"encore.waiting.capacity=200"})
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext
@Isolated("reads what all print")
class FuzzTest extends OverHttp {

    private static final Logger log = LoggerFactory.getLogger(FuzzTest.class);
    private static final int CAPACITY = 200;
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 12_000);
    private static final long SEED = Long.getLong("fuzz.seed", 20_000);
    private static final Duration AT_MOST =
            Duration.ofSeconds(Integer.getInteger("fuzz.seconds", 180));
    private static final int LONGEST_LINE = 300;
    private static final int MOST_PARTS = 4;

    /**
     * There is none, or this test fails; a beacon's value is never drawn; and chance seldom draws
     * two instants in their order, or a wish that is still open.
     */
    private static final Set<String> MAY_NEVER_SUCCEED = Set.of(
            "showDeadLetter",
            "retryDeadLetter",
            "discardDeadLetter",
            "retryStalledPayment",
            "giveBeacon",
            "auditLine",
            "withdrawWish");

    private final AtomicLong charged = new AtomicLong();
    private final AtomicInteger seen = new AtomicInteger();

    private Fuzzer fuzzer() {
        log.info("fuzzing with -Dfuzz.seed={}", SEED);
        return new Fuzzer(port(), SEED, clock, Description.kept(), this::see);
    }

    /** Time goes on faster than it does, so that holds and tokens lapse. */
    private void see(Request request, Answer answer) {
        if (seen.incrementAndGet() % 400 == 0) {
            clock.forward(Duration.ofSeconds(20));
        }
        if (answer.status() == 200 && request.call().name().equals("changeLine")) {
            reopenTheDefaultLine();
        }
        if (answer.status() == 201
                && answer.header("Idempotent-Replayed") == null
                && request.call().name().equals("chargePoints")) {
            charged.addAndGet(
                    JsonMapper.shared().readTree(request.body()).get("amount").asLong());
        }
    }

    /** Whatever a visitor has made of it: else nobody would come in for the rest of the test. */
    private synchronized void reopenTheDefaultLine() {
        var open = Map.of(
                "capacity",
                CAPACITY,
                "admissionsPerMinute",
                0,
                "state",
                "OPEN",
                "work",
                Map.of("difficulty", 0),
                "reason",
                "as before");
        eventually(() -> {
            var line = shop.operator("PATCH", "/line", open);
            if (!line.text("state").equals("LOBBY")) {
                return true;
            }
            if (Instant.parse(line.text("opensAt")).isAfter(clock.instant())) {
                // Refused when the clock was moved meanwhile; then again.
                var soon = clock.instant().plusSeconds(1).toString();
                shop.operator("PATCH", "/line", Map.of("opensAt", soon, "reason", "as before"));
            }
            clock.forward(Duration.ofSeconds(1));
            return false;
        });
    }

    @Test
    void whatever_is_sent_is_answered_as_described_and_nothing_breaks(CapturedOutput output)
            throws InterruptedException {
        var fuzzer = fuzzer();
        int sent = 0;
        for (int part = 0; part < MOST_PARTS && isSomethingToDo(fuzzer); part++) {
            sent += fuzzer.run(part * REQUESTS, (part + 1) * REQUESTS, AT_MOST);
        }
        log.info("{} requests were sent", sent);
        fuzzer.answers().forEach((call, statuses) -> log.info("{}: {}", call, statuses));
        assertThat(fuzzer.complaints()).as("%s", errorsIn(output)).isEmpty();
        assertThat(fuzzer.neverDone())
                .as("calls that never succeeded")
                .isSubsetOf(MAY_NEVER_SUCCEED);
        assertThat(output.getOut().lines())
                .as("the log of seed %d", SEED)
                .noneMatch(line -> line.contains(" ERROR ")
                        || line.startsWith("\tat ")
                        || line.length() > LONGEST_LINE
                        || line.startsWith(Oddities.FORGED));
        everyReadModelIsTheSame();
        theAuditIsIntact();
        Invariants.of(jdbc).hold(CAPACITY);
    }

    /** What was logged of the first errors. */
    private static String errorsIn(CapturedOutput output) {
        var lines = output.getOut().lines().toList();
        return IntStream.range(0, lines.size())
                .filter(at -> lines.get(at).contains(" ERROR "))
                .limit(3)
                .mapToObj(at -> lines.subList(at, Math.min(lines.size(), at + 9)))
                .map(some -> String.join("\n", some))
                .collect(Collectors.joining("\n"));
    }

    /** How visitors meet each other is chance: it may take longer until each call has succeeded. */
    private static boolean isSomethingToDo(Fuzzer fuzzer) {
        return !MAY_NEVER_SUCCEED.containsAll(fuzzer.neverDone());
    }

    private void everyReadModelIsTheSame() {
        for (var projection : shop.operator("GET", "/projections", null).get("projections")) {
            assertThat(projection.get("deadLetters").asLong())
                    .as("%s", projection)
                    .isZero();
            var name = projection.get("name").asString();
            assertThat(endOf(begun("/projections/" + name + "/verifications"))
                            .get("check")
                            .get("same")
                            .asBoolean())
                    .as(name)
                    .isTrue();
        }
    }

    private void theAuditIsIntact() {
        var audit = endOf(begun("/audits"));
        assertThat(audit.text("state")).isEqualTo("COMPLETED");
        assertThat(audit.get("intact").asBoolean()).as(audit.body()).isTrue();
        assertThat(audit.get("totals").get("charged").asLong()).isEqualTo(charged.get());
    }

    /** Begins it, once what a visitor may have begun has ended; answers with its address. */
    private String begun(String what) {
        var last = new Answer[1];
        eventually(() -> {
            last[0] = shop.operator("POST", what, null);
            return last[0].status() != 409;
        });
        return last[0].is(202).location();
    }
}
