package encore.journey;

import encore.testing.Answer;
import encore.testing.Person;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Who is not heard of gives the place up, and who does not come gives the room back. */
@TestPropertySource(
        properties = {
            "encore.waiting.abandon-after=30s",
            "encore.waiting.regain-within=10m",
            "encore.waiting.show-up-within=30s",
            "encore.waiting.active-for=1h",
            "encore.waiting.store-presence-every=20ms",
            "encore.waiting.look-for-absent-every=50ms"
        })
class SilenceJourneyTest extends NamedLines {

    /** Presence is kept in steps of so long. */
    private static final long EPOCH = 15_000;

    private static final int MOST_EPOCHS = 30;

    /** To the beginning of the next step of presence; then until what was seen in it is stored. */
    private void timePasses() {
        clock.forward(Duration.ofMillis(EPOCH + 10 - clock.instant().toEpochMilli() % EPOCH));
        var patience = System.nanoTime() + Duration.ofSeconds(1).toNanos();
        while (!isStored() && System.nanoTime() < patience) {
            LockSupport.parkNanos(5_000_000);
        }
    }

    private boolean isStored() {
        return jdbc.sql("select coalesce(max(epoch), 0) from presence_watch")
                        .query(Long.class)
                        .single()
                >= clock.instant().toEpochMilli() / EPOCH - 1;
    }

    /** Time passes until it is so, while these give signs of life. */
    private void passesUntil(BooleanSupplier condition, Runnable signsOfLife) {
        for (int epoch = 0; epoch < MOST_EPOCHS && !condition.getAsBoolean(); epoch++) {
            signsOfLife.run();
            timePasses();
        }
        eventually(condition);
    }

    private boolean isOver(String line, Person person, int times) {
        return stored("TokenExpired", line, person) == times;
    }

    private Answer returns(Person person) {
        return shop.send(
                "POST", "/api/v1/tokens/me/return", null, Map.of("Waiting-Token", person.token()));
    }

    @Test
    void who_waits_in_silence_gives_the_place_up_and_gets_it_back_for_a_while() {
        var line = line(1);
        var ann = inside("ann", line);
        var bob = shop.somebody("bob").waitsIn(line);
        var cid = shop.somebody("cid").waitsIn(line);
        Runnable there = () -> {
            ann.get("/points").is(200);
            assertThat(standing(cid, line)).isEqualTo("WAITING");
        };
        passesUntil(() -> isOver(line, bob, 1), there);
        var over = bob.looks().is(200);
        assertThat(over.text("status")).isEqualTo("EXPIRED");
        assertThat(over.text("reason")).isEqualTo("ABANDONED");
        assertThat(cid.asksForToken(line).number("position")).isEqualTo(1);
        var back = returns(bob).is(200);
        assertThat(back.text("token")).isEqualTo(bob.token());
        assertThat(back.text("status")).isEqualTo("WAITING");
        assertThat(back.number("number")).isEqualTo(2);
        assertThat(back.number("position")).isEqualTo(1);
        assertThat(cid.asksForToken(line).number("position")).isEqualTo(2);
        assertThat(returns(bob).is(200).number("position")).isEqualTo(1);

        passesUntil(() -> isOver(line, bob, 2), there);
        clock.forward(Duration.ofMinutes(10));
        returns(bob).isRefused(401, "TOKEN_EXPIRED");
        assertThat(bob.asksForToken(line).is(201).number("number")).isEqualTo(4);
    }

    @Test
    void who_is_let_in_and_does_not_come_gives_the_room_to_the_next() {
        var line = line(2);
        var ann = inside("ann", line);
        var eve = inside("eve", line);
        var bob = shop.somebody("bob").waitsIn(line);
        passesUntil(() -> isOver(line, eve, 1), () -> {
            ann.get("/points").is(200);
            bob.asksForToken(line).is(200);
        });
        isLetIn(bob, line);
        var over = eve.looks().is(200);
        assertThat(over.text("status")).isEqualTo("EXPIRED");
        assertThat(over.text("reason")).isEqualTo("NO_SHOW");
        returns(eve).isRefused(401, "TOKEN_EXPIRED");
        eve.get("/points").isRefused(401, "TOKEN_EXPIRED");
        assertThat(standing(ann, line)).isEqualTo("ACTIVE");
    }

    /** However many do not come: what they give back is filled, and no room stays empty. */
    @Test
    void rooms_of_those_who_do_not_come_are_in_use_again_at_once() {
        int rooms = 10;
        var line = line(rooms);
        var people = IntStream.range(0, 12 * rooms)
                .mapToObj(n -> shop.somebody("p" + n + "-" + line).waitsIn(line))
                .toList();
        for (int epoch = 0; noShows(line) < rooms; epoch++) {
            assertThat(epoch).isLessThan(MOST_EPOCHS);
            eventually(() -> lineOf(line).number("inside") == rooms);
            for (int n = 0; n < people.size(); n++) {
                comesOrNot(people.get(n), line, n % 10 >= 3);
            }
            timePasses();
        }
        eventually(() -> lineOf(line).number("inside") == rooms);
    }

    /** Whoever comes has a look and leaves; who does not come was there as long as they waited. */
    private void comesOrNot(Person person, String line, boolean comes) {
        var standing = jdbc.sql("select status from line where user_id = ? and line = ?")
                .params(person.name(), line)
                .query(String.class)
                .single();
        if (standing.equals("WAITING")) {
            person.asksForToken(line);
        } else if (standing.equals("ACTIVE") && comes) {
            person.get("/points").is(200);
            person.leaves().is(204);
        }
    }

    private int noShows(String line) {
        return jdbc.sql("select count(*) from line where line = ? and reason = 'NO_SHOW'")
                .param(line)
                .query(Integer.class)
                .single();
    }

    @Test
    void nobody_is_called_silent_in_a_lobby() {
        var line = line(1);
        var opens = clock.instant().plus(Duration.ofHours(1)).toString();
        steers(line, Map.of("opensAt", opens)).is(200);
        var bob = shop.somebody("bob").waitsIn(line);
        var other = line(1);
        var ann = inside("ann", other);
        var cid = shop.somebody("cid").waitsIn(other);
        passesUntil(() -> isOver(other, cid, 1), () -> ann.get("/points").is(200));
        assertThat(bob.looks().is(200).text("status")).isEqualTo("WAITING");
    }
}
