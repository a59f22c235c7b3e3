package encore.waiting.steering;

import encore.kernel.InvalidValue;
import encore.waiting.steering.LineCommand.ShuffleLobby;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static encore.waiting.steering.LineFixture.CLOSED;
import static encore.waiting.steering.LineFixture.OLGA;
import static encore.waiting.steering.LineFixture.OPENED;
import static encore.waiting.steering.LineFixture.OPENS;
import static encore.waiting.steering.LineFixture.RANDOMNESS;
import static encore.waiting.steering.LineFixture.ROUND;
import static encore.waiting.steering.LineFixture.SCHEDULED;
import static encore.waiting.steering.LineFixture.SECRET;
import static encore.waiting.steering.LineFixture.SEED;
import static encore.waiting.steering.LineFixture.SHUFFLED;
import static encore.waiting.steering.LineFixture.VIP;
import static encore.waiting.steering.LineFixture.line;
import static encore.waiting.steering.LineFixture.scheduled;
import static encore.waiting.steering.LineFixture.shuffle;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ShuffleLobbyTest {

    private final FixtureConfiguration<Line> line = line();

    @Test
    void a_closed_lobby_gets_its_order() {
        line.given(OPENED, SCHEDULED, CLOSED)
                .andGivenCurrentTime(OPENS)
                .when(shuffle(ROUND))
                .expectEvents(SHUFFLED)
                .expectResultMessagePayload(true);
    }

    @ParameterizedTest
    @ValueSource(longs = {ROUND - 1, ROUND + 1})
    void no_other_round_gives_an_order(long round) {
        line.given(OPENED, SCHEDULED, CLOSED)
                .when(shuffle(round))
                .expectNoEvents()
                .expectResultMessagePayload(false);
    }

    @Test
    void an_order_is_drawn_once() {
        line.given(OPENED, SCHEDULED, CLOSED, SHUFFLED)
                .when(shuffle(ROUND))
                .expectNoEvents()
                .expectResultMessagePayload(true);
    }

    @Test
    void an_open_lobby_has_no_order_nor_has_the_next_one() {
        line.given(OPENED, SCHEDULED)
                .when(shuffle(ROUND))
                .expectNoEvents()
                .expectResultMessagePayload(false);
        line().given(OPENED, SCHEDULED, CLOSED, SHUFFLED, scheduled(OPENS, OPENS.plusSeconds(1)))
                .when(shuffle(ROUND))
                .expectNoEvents()
                .expectResultMessagePayload(false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5e", "A\u0000"})
    void what_is_drawn_with_are_hashes(String unfit) {
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> new ShuffleLobby(VIP, ROUND, unfit, "", SECRET, SEED, OLGA));
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> new ShuffleLobby(VIP, ROUND, RANDOMNESS, "", unfit, SEED, OLGA));
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(
                        () -> new ShuffleLobby(VIP, ROUND, RANDOMNESS, "", SECRET, unfit, OLGA));
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(
                        () -> new ShuffleLobby(VIP, ROUND, RANDOMNESS, "a", SECRET, SEED, OLGA));
    }
}
