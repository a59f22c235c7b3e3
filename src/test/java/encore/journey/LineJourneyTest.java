package encore.journey;

import encore.testing.Answer;
import encore.testing.OverHttp;
import encore.testing.Person;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Diagram "유저 대기열 토큰 발급 및 조회" (issue or look up a token), where only two fit in. */
@TestPropertySource(properties = "encore.waiting.capacity=2")
class LineJourneyTest extends OverHttp {

    private final List<Person> people = new ArrayList<>();

    private Person somebody(String name) {
        var person = shop.somebody(name);
        people.add(person);
        return person;
    }

    @AfterEach
    void everybodyGoesHome() {
        for (var person : people.reversed()) {
            if (person.token() != null) {
                person.leaves().is(204);
            }
        }
    }

    @Test
    void no_token_yet_and_there_is_room() {
        var ann = somebody("ann").joins();
        var token = ann.looks().is(200);
        assertThat(token.text("token")).isEqualTo(ann.token());
        assertThat(token.text("userId")).isEqualTo(ann.name());
        assertThat(token.text("status")).isEqualTo("ACTIVE");
        assertThat(token.get("position").isNull()).isTrue();
        assertThat(token.get("estimatedWaitSeconds").isNull()).isTrue();
        assertThat(token.text("issuedAt")).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        assertThat(token.text("expiresAt")).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        assertThat(token.header("Retry-After")).isNull();
    }

    @Test
    void an_active_token_is_answered_with_the_very_same_string() {
        var ann = somebody("ann").joins();
        var again = ann.asksForToken().is(200);
        assertThat(again.text("token")).isEqualTo(ann.token());
        assertThat(again.text("status")).isEqualTo("ACTIVE");
    }

    @Test
    void polls_before_their_time_are_forgiven_a_few_times() {
        somebody("ann").joins();
        somebody("bob").joins();
        var eve = somebody("eve").waits();
        for (int early = 0; early < 20; early++) {
            eve.looks().is(200);
        }
        var last = new Answer[1];
        eventually(() -> {
            last[0] = eve.looks();
            return last[0].status() != 200;
        });
        var refused = last[0].isRefused(429, "TOO_MANY_REQUESTS");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
    }

    @Test
    void a_waiting_token_knows_its_position_and_enters_when_there_is_room() {
        var ann = somebody("ann").joins();
        somebody("bob").joins();
        var cem = somebody("cem").waits();
        var dan = somebody("dan").waits();

        var waiting = dan.looks().is(200);
        assertThat(waiting.text("status")).isEqualTo("WAITING");
        assertThat(waiting.number("position")).isEqualTo(2);
        assertThat(waiting.get("expiresAt").isNull()).isTrue();
        assertThat(Integer.parseInt(waiting.header("Retry-After"))).isBetween(1, 300);
        assertThat(dan.asksForToken().is(200).text("token")).isEqualTo(dan.token());
        assertThat(cem.looks().number("position")).isEqualTo(1);

        ann.leaves().is(204);

        eventually(() -> cem.looks().text("status").equals("ACTIVE"));
        assertThat(dan.looks().number("position")).isEqualTo(1);
        assertThat(dan.looks().number("estimatedWaitSeconds")).isPositive();
    }

    @Test
    void an_expired_token_is_followed_by_a_new_one() {
        var ann = somebody("ann").joins();
        var old = ann.token();
        clock.forward(Duration.ofMinutes(10));
        ann.get("/points").isRefused(401, "TOKEN_EXPIRED");
        ann.joins();
        assertThat(ann.token()).isNotEqualTo(old);
        assertThat(ann.with(old).looks().is(200).text("status")).isEqualTo("EXPIRED");
    }

    @Test
    void a_time_out_makes_room_for_the_next() {
        somebody("ann").joins();
        somebody("bob").joins();
        var cem = somebody("cem").waits();
        clock.forward(Duration.ofMinutes(10));
        eventually(() -> cem.looks().text("status").equals("ACTIVE"));
    }

    @Test
    void paying_makes_room_for_the_next() {
        var ann = somebody("ann").joins();
        somebody("bob").joins();
        var cem = somebody("cem").waits();
        ann.charges(PRICE).is(201);
        ann.pays(ann.reserves(freeSeat()).is(201).text("reservationId")).is(201);
        eventually(() -> cem.looks().text("status").equals("ACTIVE"));
    }

    @Test
    void who_leaves_the_line_is_passed_over() {
        var ann = somebody("ann").joins();
        somebody("bob").joins();
        var cem = somebody("cem").waits();
        var dan = somebody("dan").waits();
        cem.leaves().is(204);
        cem.leaves().is(204);
        assertThat(cem.looks().is(200).text("status")).isEqualTo("EXPIRED");
        assertThat(dan.looks().number("position")).isEqualTo(1);
        ann.leaves().is(204);
        eventually(() -> dan.looks().text("status").equals("ACTIVE"));
    }

    @Test
    void a_waiting_token_opens_no_door() {
        somebody("ann").joins();
        somebody("bob").joins();
        var cem = somebody("cem").waits();
        for (var refused : GateTest.everyCallBehindTheGate(cem)) {
            refused.isRefused(403, "TOKEN_NOT_ACTIVE");
            assertThat(refused.number("position")).isEqualTo(1);
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 300);
        }
    }

    @Test
    void a_refusal_to_one_who_waits_is_not_kept_for_the_key() {
        var ann = somebody("ann").joins();
        somebody("bob").joins();
        var cem = somebody("cem").waits();
        var key = Map.of("Idempotency-Key", "once");
        cem.post("/points/charges", Map.of("amount", 5), key).isRefused(403, "TOKEN_NOT_ACTIVE");
        ann.leaves().is(204);
        eventually(() -> cem.looks().text("status").equals("ACTIVE"));
        cem.post("/points/charges", Map.of("amount", 5), key).is(201);
    }
}
