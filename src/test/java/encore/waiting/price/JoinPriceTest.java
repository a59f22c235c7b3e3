package encore.waiting.price;

import encore.kernel.LineName;
import encore.kernel.Refused;
import encore.kernel.UserId;
import encore.waiting.WaitingRefusal;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Who pays passes, and who does not is told at once what to pay. */
class JoinPriceTest {

    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final UserId ANN = new UserId("ann");
    private static final UserId BOB = new UserId("bob");
    private static final LineName VIP = new LineName("vip");
    private static final Work PASSED = new Work(null, null, "passed");
    private static final int BITS = 12;

    private final Challenges challenges =
            new Challenges(List.of("a-key-for-tests-that-is-long-enough"));

    private Instant now = NOON;
    private boolean fromShop;
    private JoinPrice price;
    private int bits;

    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };

    @BeforeEach
    void the_vip_line_has_a_price() {
        price = new JoinPrice(challenges, new WorkSettings(10), clock, request -> fromShop);
        bits = BITS;
    }

    private int bitsOf(LineName line) {
        return line.equals(VIP) ? bits : 0;
    }

    private ThrowingCallable joining(UserId user, LineName line, @Nullable Work work) {
        return () -> {
            if (!price.isPaid(user, line, bitsOf(line), work, new MockHttpServletRequest())) {
                throw price.workRequired(line, bitsOf(line));
            }
        };
    }

    private void isTaken(UserId user, LineName line, @Nullable Work work) {
        assertThatCode(joining(user, line, work)).doesNotThrowAnyException();
    }

    /** Answers with the work that the refusal asks for. */
    private Work isRefused(UserId user, LineName line, @Nullable Work work) {
        var refused = catchThrowableOfType(Refused.class, joining(user, line, work));
        assertThat(refused.is(WaitingRefusal.WORK_REQUIRED)).isTrue();
        assertThat(refused.status()).isEqualTo(428);
        assertThat(refused.facts())
                .containsOnlyKeys("challenge", "difficulty", "expiresAt")
                .containsEntry("expiresAt", now.plus(Duration.ofMinutes(2)).toString());
        return Solver.solve(
                (String) refused.facts().get("challenge"),
                (int) refused.facts().get("difficulty"),
                user.value());
    }

    @Test
    void a_line_without_a_price_takes_anything() {
        isTaken(ANN, LineName.DEFAULT, null);
        isTaken(ANN, LineName.DEFAULT, PASSED);
        isTaken(ANN, LineName.DEFAULT, new Work("x", "y", null));
    }

    @Test
    void who_is_refused_can_go_on_at_once() {
        isTaken(ANN, VIP, isRefused(ANN, VIP, null));
    }

    @Test
    void a_challenge_that_was_asked_for_is_taken() {
        var challenge = price.challenge(VIP, bits);
        assertThat(challenge.difficulty()).isEqualTo(BITS);
        isTaken(ANN, VIP, Solver.solve(challenge, ANN));
    }

    @Test
    void what_is_forged_expired_too_easy_or_somebody_elses_is_refused() {
        // Drawn once and for all: one in 4,096 solutions is right for somebody else as well.
        var good = Solver.solve(challenges.issue(VIP, BITS, now, "twelve bytes".getBytes()), ANN);
        isRefused(ANN, VIP, new Work("forged", "nonce", null));
        isRefused(ANN, VIP, Solver.solve(challenges.issue(LineName.DEFAULT, BITS, now), ANN));
        isRefused(ANN, VIP, Solver.solve(challenges.issue(VIP, BITS - 1, now), ANN));
        isRefused(BOB, VIP, good);
        isTaken(ANN, VIP, good);
        now = now.plus(Duration.ofMinutes(2));
        isTaken(ANN, VIP, isRefused(ANN, VIP, good));
    }

    @Test
    void the_operators_price_acts_at_once() {
        var work = isRefused(ANN, VIP, null);
        bits = BITS + 1;
        var harder = isRefused(ANN, VIP, work);
        isTaken(ANN, VIP, harder);
        bits = BITS - 1;
        isTaken(ANN, VIP, work);
        bits = 0;
        isTaken(ANN, VIP, null);
    }

    @Test
    void a_crowd_raises_the_price_of_what_is_told_from_then_on() {
        var early = isRefused(ANN, VIP, null);
        for (int second = 0; second < 10; second++) {
            for (int i = 0; i < 40; i++) {
                price.joined(VIP, bits, now);
            }
            now = now.plusSeconds(1);
        }
        assertThat(price.challenge(VIP, bits).difficulty()).isEqualTo(BITS + 2);
        isTaken(ANN, VIP, early);
        isTaken(BOB, VIP, isRefused(BOB, VIP, null));
        bits = 27;
        assertThat(price.challenge(VIP, bits).difficulty()).isEqualTo(28);
    }

    @Test
    void refusals_raise_no_price_and_lines_that_have_none_are_not_counted() {
        for (int i = 0; i < 1_000; i++) {
            catchThrowableOfType(Refused.class, joining(ANN, VIP, null));
            price.joined(LineName.DEFAULT, 0, now);
        }
        now = now.plusSeconds(1);
        assertThat(price.challenge(VIP, bits).difficulty()).isEqualTo(BITS);
    }

    @Test
    void the_shops_verdict_is_taken_from_the_shop_alone() {
        isRefused(ANN, VIP, PASSED);
        fromShop = true;
        isTaken(ANN, VIP, PASSED);
        isRefused(ANN, VIP, null);
        isRefused(ANN, VIP, new Work("forged", "nonce", null));
    }
}
